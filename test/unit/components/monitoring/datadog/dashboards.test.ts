import assert from "node:assert/strict";
import { dashboards } from "../../../../../components/monitoring/datadog/dashboards/index.ts";
import type { Widget } from "../../../../../components/monitoring/datadog/dashboards/widgets.ts";
import { metricQueryFault } from "../../../../../components/monitoring/datadog/metrics.ts";
import { parseLogQuery } from "../../../../../components/monitoring/datadog/query/log-query.ts";
import { SAVED_VIEWS } from "../../../../../components/monitoring/datadog/saved-views.ts";
import { modelFaults } from "../../../../../infra/plugins/datadog/model.ts";

const all = dashboards("us5.datadoghq.com", "documented");

/** All widgets, those in groups too; groups themselves not. */
function leaves(widgets: readonly Widget[]): Widget["definition"][] {
    return widgets.flatMap(({ definition }) =>
        definition.type === "group" ? leaves(definition["widgets"] as Widget[]) : [definition],
    );
}

/** Every value under that key, at any depth. */
function values(of: unknown, key: string): unknown[] {
    if (typeof of !== "object" || of === null) return [];
    const entries = Object.entries(of) as [string, unknown][];
    return entries.flatMap(([name, value]) => [
        ...(name === key ? [value] : []),
        ...values(value, key),
    ]);
}

describe("Datadog dashboards", () => {
    for (const [name, dashboard] of Object.entries(all)) {
        const widgets = leaves(dashboard.widgets);

        it(`${name}: as the API's model has it, with a title on every graph`, () => {
            assert.deepEqual(modelFaults(JSON.parse(JSON.stringify(dashboard)), "Dashboard"), []);
            const untitled = widgets.filter(({ type, title }) => type !== "note" && !title);
            assert.deepEqual(untitled, []);
        });

        // A graph of a metric that nobody sends looks like a quiet shop.
        it(`${name}: every query can be read, and finds something`, () => {
            const requests = widgets.flatMap((widget) => values(widget, "queries").flat());
            for (const request of requests as Record<string, unknown>[]) {
                if (request["data_source"] === "logs")
                    parseLogQuery((request["search"] as { query: string }).query);
                else
                    assert.equal(
                        metricQueryFault(String(request["query"])),
                        undefined,
                        String(request["query"]),
                    );
            }
            for (const { type, query } of widgets) {
                if (type === "log_stream" || type === "event_stream") parseLogQuery(String(query));
            }
        });
    }

    it("begin with the documents' five widgets", () => {
        const five = all["incident-monitoring"]?.widgets.slice(0, 5) ?? [];
        assert.equal(all["incident-monitoring"]?.title, "Sock Shop Incident Monitoring");
        assert.deepEqual(
            five.map(({ definition }) => [definition.title, definition.type]),
            [
                ["Pod Status", "timeseries"],
                ["CPU Usage", "timeseries"],
                ["Response Time (P95)", "timeseries"],
                ["Error Log Count", "toplist"],
                ["Pod Restart Count", "query_value"],
            ],
        );
        assert.deepEqual(
            values(five, "query").filter((query) => typeof query === "string"),
            [
                "sum:kubernetes.containers.running{kube_namespace:sock-shop} by {pod_name}",
                "avg:kubernetes.cpu.usage.total{kube_namespace:sock-shop} by {pod_name}",
                "p95:sockshop.request_duration_seconds{kube_namespace:sock-shop} by {kube_deployment}",
                "status:error kube_namespace:sock-shop",
                "sum:kubernetes.containers.restarts{kube_namespace:sock-shop}",
            ],
        );
        assert.deepEqual(values(five, "value"), ["y = 250000000", "y = 1", 1]);
    });

    it("have the four saved views as streams, each with a link that opens its search", () => {
        const widgets = leaves(all["incident-monitoring"]?.widgets ?? []);
        assert.equal(SAVED_VIEWS.length, 4);
        for (const { name, query } of SAVED_VIEWS) {
            const stream = widgets.find(
                ({ type, title }) => type === "log_stream" && title === name,
            );
            assert.equal(stream?.["query"], query);
            const link = widgets.find(({ content }) =>
                String(content).startsWith(`[Open "${name}"`),
            );
            const [, address = ""] = /\]\((.*?)\)\n/.exec(String(link?.["content"])) ?? [];
            const url = new URL(address);
            assert.equal(url.origin + url.pathname, "https://us5.datadoghq.com/logs");
            assert.equal(url.searchParams.get("query"), query);
        }
    });

    it("are called plainly where names must tell nothing, and show nothing of the lab's own namespace", () => {
        const plain = dashboards("us5.datadoghq.com", "plain");
        assert.deepEqual(
            Object.values(plain).map(({ title }) => title),
            [
                ...["Sock Shop Monitoring", "Sock-Shop Detection", "Sock Shop Logs"],
                ...["Front-End Latency", "Sock Shop Shipping Queue", "Front-End Autoscaling"],
                "Payment Gateway Health",
            ],
        );
        const told = (one: Record<string, unknown>): string[] =>
            [...JSON.stringify(Object.values(one)).matchAll(/incident|kube_namespace:lab/gi)].map(
                ([word]) => word.toLowerCase(),
            );
        assert.deepEqual(told(plain), []);
        assert.deepEqual([...new Set(told(all))].sort(), ["incident", "kube_namespace:lab"]);
        // Else nothing is left out and nothing renamed.
        const ofShop = (one: Record<string, { widgets: readonly Widget[] }>): unknown[] =>
            Object.values(one)
                .flatMap(({ widgets }) => leaves(widgets))
                .flatMap((widget) => values(widget, "query"))
                .filter((query) => !JSON.stringify(query).includes("kube_namespace:lab"));
        assert.deepEqual(ofShop(plain), ofShop(all));
    });

    it("link to the site's own pages", () => {
        const text = JSON.stringify(dashboards("datadoghq.eu", "documented"));
        assert.match(text, /https:\/\/app\.datadoghq\.eu\/logs\?query=/);
        assert.equal(text.includes("us5"), false);
    });
});
