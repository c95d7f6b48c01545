import assert from "node:assert/strict";
import {
    metricQueryFault,
    monitorQueryFault,
} from "../../../../../components/monitoring/datadog/metrics.ts";
import { parseLogQuery } from "../../../../../components/monitoring/datadog/query/log-query.ts";
import { parseMetricQuery } from "../../../../../components/monitoring/datadog/query/metric-query.ts";
import { parseMonitorQuery } from "../../../../../components/monitoring/datadog/query/monitor-query.ts";

describe("Datadog queries", () => {
    it("are read: metrics, filters and groups, each once", () => {
        const query =
            "default_zero(sum:kubernetes.cpu.usage.total{a:b,!c:d*} by {pod_name}.as_count()) / (avg:kubernetes.cpu.limits{a:b AND (e:f OR NOT g:h)} * 1000)";
        assert.deepEqual(parseMetricQuery(query), {
            metrics: ["kubernetes.cpu.usage.total", "kubernetes.cpu.limits"],
            filters: ["a:b", "!c:d*", "e:f", "!g:h"],
            groups: ["pod_name"],
        });
    });

    it("of monitors are read: window, comparison and threshold", () => {
        assert.deepEqual(parseMonitorQuery("min(last_5m):avg:a.b{*} by {x,y} >= 0.5"), {
            kind: "metric",
            window: "5m",
            metrics: ["a.b"],
            groups: ["x", "y"],
            comparator: ">=",
            threshold: 0.5,
        });
        const logs =
            'logs("service:x \\"not found\\"").index("*").rollup("count").by("service").last("10m") > 3';
        assert.deepEqual(parseMonitorQuery(logs), {
            kind: "logs",
            window: "10m",
            metrics: [],
            groups: ["service"],
            search: 'service:x "not found"',
            comparator: ">",
            threshold: 3,
        });
        const events = 'events("source:kubernetes Unhealthy").rollup("count").last("5m") > 0';
        assert.equal(parseMonitorQuery(events).kind, "events");
    });

    const broken: [what: string, query: string, fault: RegExp][] = [
        ["no comparison", "avg(last_5m):avg:a{*}", />, >=, < or <= expected, found the end/],
        [
            "an open scope",
            "avg(last_5m):avg:a{b:c > 1",
            /^at character 24: "}" expected, found "> 1"$/,
        ],
        ["an unknown window", "avg(last_7m):avg:a{*} > 1", /a window .* expected, found "last_7m/],
        [
            "an unknown function",
            "avg(last_5m):forecast(avg:a{*}) > 1",
            /a function .* expected, found "forecast/,
        ],
        ["an unknown method", "avg(last_5m):avg:a{*}.smooth() > 1", /a method .* expected/],
        [
            "no aggregation",
            "avg(last_5m):kubernetes.cpu{*} > 1",
            /avg:, sum:.* expected, found "kubernetes/,
        ],
        [
            "a filter without a key",
            "avg(last_5m):avg:a{front-end} > 1",
            /a filter .* expected, found "front-end/,
        ],
        ["a trailing word", "avg(last_5m):avg:a{*} > 1 m", /the end expected, found "m"/],
        ["a PromQL query", 'up{job="payment"} == 0', /avg\(, sum\(/],
        ["no number", "avg(last_5m):avg:a{*} > many", /a number expected/],
        ["an open quote", 'logs("service:x).last("5m") > 1', /expected/],
    ];
    for (const [what, query, fault] of broken) {
        it(`names the place of ${what}`, () => {
            assert.match(monitorQueryFault(query) ?? "accepted", fault);
        });
    }

    it("names a metric that nobody sends, and one that would need APM", () => {
        assert.equal(
            metricQueryFault("avg:kubernetes.cpu.usage{*}"),
            "nobody sends kubernetes.cpu.usage",
        );
        assert.equal(
            monitorQueryFault("avg(last_5m):avg:trace.http.request.duration{*} > 1"),
            "nobody sends trace.http.request.duration (the shop has no APM)",
        );
        assert.equal(metricQueryFault("avg:kubernetes.cpu.usage.total{*}"), undefined);
    });

    it("of logs are read, whatever the order and the brackets", () => {
        const query =
            'kube_namespace:sock-shop (service:a AND ("b c" OR d*)) -pod_name:e @result:(1 OR 2) NOT f';
        assert.deepEqual(parseLogQuery(query), [
            "kube_namespace",
            "service",
            "pod_name",
            "@result",
        ]);
    });

    for (const [query, fault] of [
        ["", /a search expected/],
        ["(a OR b", /"\)" expected/],
        ['"a b', /a word or a text in quotes expected/],
        ["a OR OR b", /a word expected/],
        ["deployment:payment", /kube_deployment: \(deployment: finds nothing\) expected/],
        ["namespace:sock-shop a", /kube_namespace: \(namespace: finds nothing\) expected/],
    ] as const) {
        it(`refuses the log search ${JSON.stringify(query)}`, () => {
            assert.throws(() => parseLogQuery(query), fault);
        });
    }
});
