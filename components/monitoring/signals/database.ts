import { OVERLOADED, PURE_LATENCY, STARVED_DATABASE } from "./families.ts";
import { SETTLED, SHOP, WINDOW, failedShare } from "./fragments.ts";
import { signals } from "./signal.ts";

const DATABASE = `${SHOP},container="catalogue-db"`;
const DATADOG_DATABASE = "kube_namespace:sock-shop,kube_container_name:catalogue-db";
const DATADOG = "kube_namespace:sock-shop,kube_deployment:catalogue";

/** Signals of the catalogue and its database. */
export const CATALOGUE_SIGNALS = signals(
    {
        name: "SockShopCatalogueDatabaseStarved",
        group: "catalogue",
        meaning:
            "The catalogue's database is stopped for lack of CPU in more than half of its periods.",
        impact: "Product pages are slow, then fail; nothing is down and nothing restarts.",
        look: "CPU limit of catalogue-db and who changed it last; the catalogue's breaker `List`.",
        severity: "critical",
        promql: {
            value:
                `sum(increase(container_cpu_cfs_throttled_periods_total{${DATABASE}}[${WINDOW}])) / ` +
                `sum(increase(container_cpu_cfs_periods_total{${DATABASE}}[${WINDOW}]))`,
        },
        compare: ">",
        threshold: 0.5,
        unit: "share",
        holdFor: SETTLED,
        datadog: {
            type: "query alert",
            measure:
                `avg(last_1m):sum:kubernetes.cpu.cfs.throttled.periods{${DATADOG_DATABASE}}.as_count() / ` +
                `sum:kubernetes.cpu.cfs.periods{${DATADOG_DATABASE}}.as_count()`,
        },
        source: "environment.md 7.10, catalogue-db saturation: CPU ≥ limit for > 1 min; incidents.md, incident 8",
        mended:
            "Throttled periods instead of use ≥ limit, which a mean reaches only from below: 95 % were measured " +
            "where 99 % of the periods were throttled.",
        firesIn: STARVED_DATABASE,
        mayFireIn: [],
    },
    {
        name: "SockShopCatalogueFailing",
        group: "catalogue",
        meaning: "More than one in twenty of the catalogue's answers is an error.",
        impact: "Product pages without products. The front-end answers 200 all the same.",
        look: "The catalogue's log (`circuit breaker`, `database connection error`), then catalogue-db.",
        severity: "critical",
        promql: { value: failedShare("catalogue", "", 'status_code=~"5.."') },
        compare: ">",
        threshold: 0.05,
        unit: "share",
        holdFor: SETTLED,
        datadog: {
            type: "query alert",
            measure:
                `sum(last_1m):count:sockshop.request_duration_seconds{${DATADOG},status_code:5*}.as_count() / ` +
                `count:sockshop.request_duration_seconds{${DATADOG}}.as_count()`,
        },
        source: "environment.md 7.10, error rate: > 5 % fail; incidents.md, incident 8: error rate > 10/min",
        mended: "At the catalogue: the front-end answers 200 around a catalogue's error, so its own rate stays 0.",
        // Its new pod takes half a minute to start, while the breaker opens and stays open.
        firesIn: STARVED_DATABASE,
        mayFireIn: [...OVERLOADED, ...PURE_LATENCY, "incident-11"],
    },
);
