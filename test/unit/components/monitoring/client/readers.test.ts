import assert from "node:assert/strict";
import { alertsSince } from "../../../../../components/monitoring/client/alert-reader.ts";
import {
    lineCounts,
    logLines,
    logsQl,
} from "../../../../../components/monitoring/client/log-reader.ts";
import { PrometheusReader } from "../../../../../components/monitoring/client/prometheus-reader.ts";
import type { Kube } from "../../../../../components/monitoring/client/service-proxy.ts";

/** An API server that says one thing; `asked` are the paths, behind the proxy's. */
function saying(text: string): { kube: Kube; asked: string[] } {
    const asked: string[] = [];
    const kube: Kube = {
        text: (method, path) => {
            assert.equal(method, "GET");
            const [, service = "", rest = ""] =
                /^\/api\/v1\/namespaces\/monitoring\/services\/([^/]+)\/proxy(.*)$/.exec(path) ??
                [];
            asked.push(`${service} ${decodeURIComponent(rest.replaceAll("+", " "))}`);
            return Promise.resolve(text);
        },
    };
    return { kube, asked };
}

const FROM = new Date("2026-11-21T15:00:00Z");
const TO = new Date("2026-11-21T15:05:00Z");

describe("the reader of Prometheus", () => {
    const answer = (data: unknown): string => JSON.stringify({ status: "success", data });

    it("gives the series of a query as they came", async () => {
        const result = [{ metric: { job: "payment" }, value: [1763737200, "1"] }];
        const { kube, asked } = saying(answer({ resultType: "vector", result }));
        assert.deepEqual(await new PrometheusReader(kube).query('up{job="payment"}', TO), result);
        assert.deepEqual(asked, [
            'prometheus:9090 /api/v1/query?query=up{job="payment"}&time=2026-11-21T15:05:00.000Z',
        ]);
    });

    it("asks for a time in steps", async () => {
        const { kube, asked } = saying(answer({ resultType: "matrix", result: [] }));
        assert.deepEqual(await new PrometheusReader(kube).range("up", FROM, TO, 30), []);
        assert.deepEqual(asked, [
            "prometheus:9090 /api/v1/query_range?query=up&start=2026-11-21T15:00:00.000Z" +
                "&end=2026-11-21T15:05:00.000Z&step=30s",
        ]);
    });

    it("refuses an answer of another shape instead of passing it on", async () => {
        const { kube } = saying(answer({ resultType: "scalar", result: [1, "1"] }));
        await assert.rejects(new PrometheusReader(kube).query("1"), /expected \\?"vector/);
    });

    it("gives alerts and names", async () => {
        const alert = { labels: { alertname: "A" }, state: "firing", activeAt: "t", value: "1" };
        const alerts = saying(answer({ alerts: [alert] }));
        assert.deepEqual(await new PrometheusReader(alerts.kube).alerts(), [alert]);
        const names = saying(answer(["up"]));
        assert.deepEqual(await new PrometheusReader(names.kube).metricNames(FROM), ["up"]);
        assert.deepEqual(names.asked, [
            "prometheus:9090 /api/v1/label/__name__/values?start=2026-11-21T15:00:00.000Z",
        ]);
    });

    it("names families without what is said of them", async () => {
        const { kube, asked } = saying(answer({ up: [{ type: "gauge", help: "h", unit: "" }] }));
        assert.deepEqual(await new PrometheusReader(kube).families(), ["up"]);
        assert.deepEqual(asked, ["prometheus:9090 /api/v1/metadata?limit_per_metric=1"]);
    });
});

describe("the reader of alerts", () => {
    it("asks the receiver since when", async () => {
        const alert = {
            fingerprint: "a1",
            name: "A",
            labels: {},
            annotations: {},
            startsAt: "s",
            toldAt: "t",
        };
        const { kube, asked } = saying(JSON.stringify({ alerts: [alert] }));
        assert.deepEqual(await alertsSince(kube, FROM), [alert]);
        assert.deepEqual(asked, ["alert-receiver:8080 /alerts?since=2026-11-21T15:00:00.000Z"]);
    });
});

describe("the reader of logs", () => {
    const row = (time: string, message: string): string =>
        JSON.stringify({
            _time: time,
            _stream: "{}",
            _msg: message,
            "kubernetes.container_name": "orders",
            "kubernetes.pod_name": "orders-1",
            level: "info",
        });

    it("asks for one service, one order and one time in LogsQL", () => {
        assert.equal(
            logsQl({ service: "orders", text: '5c0f"fee', from: FROM, to: TO }),
            "_time:[2026-11-21T15:00:00.000Z, 2026-11-21T15:05:00.000Z] " +
                '{kubernetes.pod_namespace="sock-shop",kubernetes.container_name="orders"} "5c0f\\"fee"',
        );
    });

    // VictoriaLogs gives no order, and as many digits of a second as there are.
    it("gives the lines in the order in which they were written", async () => {
        const { kube, asked } = saying(
            `${row("2026-11-21T15:01:00.627909001Z", "b")}\n${row("2026-11-21T15:01:00.6279Z", "a")}\n`,
        );
        const lines = await logLines(kube, { text: "x", from: FROM, to: TO, limit: 7 });
        assert.deepEqual(lines[0], {
            time: "2026-11-21T15:01:00.6279Z",
            service: "orders",
            pod: "orders-1",
            message: "a",
            fields: { level: "info" },
        });
        assert.equal(lines[1]?.message, "b");
        assert.match(
            asked[0] ?? "",
            /^victoria-logs:9428 \/select\/logsql\/query\?query=.*&limit=7$/,
        );
    });

    it("counts the lines of each service, and who wrote none isn't there", async () => {
        const { kube, asked } = saying(
            '{"kubernetes.container_name":"orders","lines":"12"}\n{"kubernetes.container_name":"user","lines":"3"}\n',
        );
        assert.deepEqual(await lineCounts(kube, { from: FROM, to: TO }), { orders: 12, user: 3 });
        assert.match(
            asked[0] ?? "",
            /\| stats by \(kubernetes.container_name\) count\(\) as lines$/,
        );
    });
});
