import { APPLIED, during, healthyShop, sales } from "./healthy-shop.ts";
import { between, counter, LENGTH } from "./samples.ts";
import type { Scenario } from "./scenario.ts";
import type { ShopSeries } from "./shop-series.ts";

const CONSUMER_GONE = ["SockShopQueueConsumerDown", "SockShopQueueMasterDown"];
const STARVED = [
    "SockShopCatalogueDatabaseStarved",
    "SockShopCatalogueFailing",
    "SockShopServiceErrors",
];

export const QUEUE_SCENARIOS: readonly Scenario[] = [
    {
        name: "the queue grows and nobody takes from it",
        incidents: ["incident-5"],
        shop: () => {
            const shop = healthyShop();
            consumerGone(shop, (waiting) => waiting);
            return shop;
        },
        fires: ["SockShopQueueBacklog", ...CONSUMER_GONE],
    },
    {
        name: "the queue is full and refuses in silence",
        incidents: ["incident-5a"],
        shop: () => {
            const shop = healthyShop();
            consumerGone(shop, (waiting) => Math.min(3, waiting));
            return shop;
        },
        fires: [...CONSUMER_GONE, "SockShopQueueStuck"],
    },
    {
        name: "the queue is full and the publisher is told",
        incidents: ["incident-5c"],
        shop: () => {
            const shop = healthyShop();
            consumerGone(shop, (waiting) => Math.min(3, waiting), true);
            const ok = during(0, 0.4);
            const failed = { status: "500", rate: during(0.4, 0) };
            sales(shop, { ok, paid: () => 0.4, shipped: ok, failed });
            // Its variables are changed, so that it is a new pod, which nobody knows before its second scrape.
            shop.drop('job="shipping"');
            const pod = "shipping-77f9-q4r8s";
            shop.answers(
                "shipping",
                { pod, method: "POST", route: "/shipping", status_code: "503" },
                during(0.4, 0),
            );
            for (const [series, values] of shop.all)
                if (series.includes(pod))
                    shop.all.set(series, between(APPLIED + 30, LENGTH, values));
            return shop;
        },
        fires: [
            "SockShopCheckoutFailing",
            "SockShopOrdersFailing",
            "SockShopPublishesRefused",
            ...CONSUMER_GONE,
            "SockShopQueueStuck",
            "SockShopServiceErrors",
        ],
    },
    {
        name: "a busy node",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.set(
                "container_cpu_usage_seconds_total",
                { id: "/" },
                counter((at) => during(1.9, 0.6)(at)),
            );
            return shop;
        },
        fires: [],
        // Its mean is of a minute, and it holds for another.
        late: ["SockShopNodeCpuHigh"],
    },
    {
        name: "an autoscaler that waits for its pods",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.autoscaler({ min: 4, desired: () => 4, current: (at) => (at < 120 ? 4 : 2) });
            return shop;
        },
        fires: [],
        late: ["SockShopAutoscalerLagging"],
        stays: ["SockShopAutoscalerLagging"],
    },
    {
        name: "three shipments wait while nobody orders",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.queue({ consumers: during(0, 1), depth: during(3, 0), received: during(0, 0.4) });
            return shop;
        },
        fires: ["SockShopQueueConsumerDown"],
    },
    {
        name: "the catalogue's database starves",
        incidents: ["incident-8", "incident-8b", "incident-8c"],
        shop: () => {
            const shop = healthyShop();
            starve(shop, 0.5);
            return shop;
        },
        fires: STARVED,
        said: {
            name: "SockShopCatalogueDatabaseStarved",
            labels: { severity: "critical", signal_group: "catalogue" },
            annotations: {
                summary:
                    "The catalogue's database is stopped for lack of CPU in more than half of its periods.",
                description:
                    "Product pages are slow, then fail; nothing is down and nothing restarts. Measured: 95% (> 0.5).",
                runbook_url: "docs/runbooks.md#sockshopcataloguedatabasestarved",
                dashboard_url: "/d/sockshop-alerts",
            },
        },
    },
    {
        name: "the catalogue's database starves, and pages take seconds",
        incidents: ["incident-8-slow"],
        shop: () => {
            const shop = healthyShop();
            starve(shop, 2.4);
            return shop;
        },
        fires: [...STARVED, "SockShopFrontEndSlow"],
    },
    {
        name: "the database starves and the queue is full",
        incidents: ["incident-5a-8"],
        shop: () => {
            const shop = healthyShop();
            starve(shop, 0.5);
            consumerGone(shop, (waiting) => Math.min(3, waiting));
            return shop;
        },
        fires: [...STARVED, ...CONSUMER_GONE, "SockShopQueueStuck"],
    },
];

/** The consumer goes; the depth follows from what was sent since. */
function consumerGone(shop: ShopSeries, depth: (waiting: number) => number, asks = false): void {
    shop.available("queue-master", during(0, 1));
    const waiting = counter(during(0.4, 0));
    const shown = (at: number): number => Math.floor(depth(waiting(at) ?? 0));
    const lasts = during(true, false);
    const kept = (at: number): number => (at < APPLIED + 7.5 ? 0.4 : 0);
    shop.queue({
        consumers: during(0, 1),
        depth: (at) => (lasts(at) ? shown(at) : 0),
        received: () => 0.4,
        ...(asks ? { asked: during(0.4, 0), confirmed: (at) => (lasts(at) ? kept(at) : 0) } : {}),
    });
}

/** The database is out of CPU; for the first half minute the catalogue only fails. */
function starve(shop: ShopSeries, takes: number): void {
    shop.cpu("catalogue-db", {
        limit: 0.05,
        used: during(0.049, 0.004),
        throttled: during(0.95, 0),
    });
    const failing = (at: number): boolean => at >= APPLIED && at < APPLIED + 60;
    const route = { method: "GET", route: "catalogue" };
    shop.answers("catalogue", { ...route, status_code: "200" }, (at) => (failing(at) ? 0 : 5));
    shop.answers("catalogue", { ...route, status_code: "500" }, (at) => (failing(at) ? 5 : 0));
    const page = { method: "get", route: "/catalogue", status_code: "200" };
    shop.answers("front-end", page, () => 5, during(takes, 0.01));
}
