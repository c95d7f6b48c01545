import assert from "node:assert/strict";
import { KNOWN_METRICS } from "../../../../../components/monitoring/prometheus/kept-metrics.ts";
import { SIGNALS, findSignal } from "../../../../../components/monitoring/signals/catalogue.ts";
import {
    datadogQuery,
    datadogThreshold,
} from "../../../../../components/monitoring/signals/datadog-query.ts";
import {
    mayFire,
    mustFire,
    unknownIncidents,
} from "../../../../../components/monitoring/signals/expectations.ts";
import { expressionOf } from "../../../../../components/monitoring/signals/promql.ts";
import { neverFires } from "../../../../../components/monitoring/signals/reachable.ts";
import { Signal } from "../../../../../components/monitoring/signals/signal.ts";
import { INCIDENTS } from "../../../../../incidents/catalog.ts";
import { parsePromql } from "../../../../support/promql.ts";

const payment = findSignal("SockShopPaymentDown") ?? assert.fail("no SockShopPaymentDown");

/** A signal that is fine but for what is said. */
const but = (changes: Partial<Signal>): Signal => ({ ...payment, ...changes });

describe("signals", () => {
    it("are well formed, each of its own name", () => {
        for (const signal of SIGNALS) Signal.parse(signal);
        const names = SIGNALS.map(({ name }) => name);
        assert.deepEqual(names, [...new Set(names)]);
    });

    it("name incidents of the catalogue only", () => {
        assert.deepEqual(unknownIncidents(SIGNALS, INCIDENTS), []);
        assert.deepEqual(unknownIncidents([but({ mayFireIn: ["incident-99"] })], INCIDENTS), [
            "signal SockShopPaymentDown: there is no incident incident-99",
        ]);
    });

    it("see every incident, and nothing where there is none", () => {
        for (const id of INCIDENTS) {
            const must = mustFire(SIGNALS, id).map(({ name }) => name);
            if (id === "control-load") assert.deepEqual(mayFire(SIGNALS, id), []);
            else assert.notDeepEqual(must, [], `nothing must fire in ${id}`);
        }
    });

    it("are told of within a scrape or two: who must fire holds for 20 s at most", () => {
        const slow = SIGNALS.filter(
            ({ firesIn, holdFor }) =>
                firesIn.length > 0 && !["0s", "5s", "10s", "20s"].includes(holdFor),
        );
        assert.deepEqual(slow, []);
    });

    it("ask in PromQL, for what somebody exports", () => {
        for (const signal of SIGNALS) {
            const { metrics, errors } = parsePromql(expressionOf(signal));
            assert.deepEqual(errors, [], signal.name);
            assert.notDeepEqual(metrics, [], signal.name);
            const [unknown] = metrics.filter((name) => !KNOWN_METRICS.has(name));
            assert.equal(
                unknown,
                undefined,
                `${signal.name} asks for ${unknown}: nobody exports it`,
            );
        }
    });

    it("are parsed by the whole grammar of PromQL", () => {
        assert.deepEqual(parsePromql('sum(rate(a_total{b="c"}[1m])) / on (d) e').metrics, [
            "a_total",
            "e",
        ]);
        assert.notDeepEqual(parsePromql("sum(rate(a_total[1m])").errors, []);
        assert.notDeepEqual(parsePromql("a_total >> 1").errors, []);
    });

    it("can fire", () => {
        assert.deepEqual(
            SIGNALS.map(neverFires).filter((why) => why !== undefined),
            [],
        );
    });

    it("that can never fire are named", () => {
        const cases: [Partial<Signal>, string | undefined][] = [
            // As documented: CPU > 400m where the limit is 300m, depth > 100 where it is 3.
            [
                { compare: ">", threshold: 0.4, unit: "count", most: 0.3 },
                "SockShopPaymentDown can never fire: > 0.4, and the measure goes from 0 to 0.3",
            ],
            [
                { compare: ">", threshold: 100, most: 3 },
                "SockShopPaymentDown can never fire: > 100, and the measure goes from 0 to 3",
            ],
            [
                { compare: ">", threshold: 1, unit: "share" },
                "SockShopPaymentDown can never fire: > 1, and the measure goes from 0 to 1",
            ],
            [{ compare: ">=", threshold: 1, unit: "share" }, undefined],
            [
                { compare: "<", threshold: 0 },
                "SockShopPaymentDown can never fire: < 0, and the measure goes from 0 to Infinity",
            ],
            [
                { promql: { value: 'up{job="payment"}' } },
                "SockShopPaymentDown can never fire without a pod: its target, and `up` with it, goes with the last one",
            ],
            [{}, undefined],
        ];
        for (const [changes, expected] of cases) {
            assert.equal(neverFires(but(changes)), expected);
        }
    });

    it("are refused without an incident and without a reason", () => {
        const problem = (changes: Partial<Signal>): string | undefined =>
            Signal.safeParse(but(changes)).error?.issues[0]?.message;
        assert.equal(problem({}), undefined);
        assert.equal(
            problem({ firesIn: [] }),
            "either an incident that it must fire in, or the reason (guard) why there is none",
        );
        assert.equal(
            problem({ mayFireIn: ["incident-3"] }),
            "an incident is either one that it must fire in or one that it may fire in",
        );
        assert.equal(problem({ name: "PaymentDown" }), "CamelCase, beginning with SockShop");
    });

    it("ask Datadog with a comparison of the same threshold", () => {
        assert.equal(
            datadogQuery(payment),
            "max(last_1m):max:kubernetes_state.deployment.replicas_available{kube_namespace:sock-shop,kube_deployment:payment} < 1",
        );
        for (const signal of SIGNALS) {
            assert.ok(datadogQuery(signal).endsWith(` ${datadogThreshold(signal)}`), signal.name);
            assert.doesNotMatch(signal.datadog.measure, /[<>]/, signal.name);
            const isMetric = signal.datadog.type === "query alert";
            assert.match(
                signal.datadog.measure,
                isMetric ? /^(avg|min|max|sum|change)\(/ : /^(logs|events)\(".+"\)/,
                signal.name,
            );
        }
    });
});
