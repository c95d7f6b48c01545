import assert from "node:assert/strict";
import { KubeError } from "../../../../../components/kube/client.ts";
import { MetricCollector } from "../../../../../incidents/evidence/collect/metric-collector.ts";
import type { SeriesDefinition } from "../../../../../incidents/evidence/schema/metric.ts";
import { BEGAN, FakeWriter, later, sources } from "./fake-sources.ts";

describe("collected metrics", () => {
    const one = (id: string): SeriesDefinition => {
        return { id, group: "latency", title: "t", unit: "seconds", promql: id };
    };
    it("go on where they ended, from three minutes before the run", async () => {
        const asked: string[] = [];
        const writer = new FakeWriter();
        const collector = new MetricCollector(
            {
                series: (promql, from, to, stepS) => {
                    asked.push(
                        [promql, from.toISOString(), to.toISOString(), `${stepS}`].join(" "),
                    );
                    return Promise.resolve([]);
                },
            },
            writer,
            [one("a")],
            BEGAN,
        );
        await collector.collect(later(7));
        await collector.collect(later(12));
        await collector.collect(later(40));
        assert.deepEqual(asked, [
            "a 2026-01-01T00:07:00.000Z 2026-01-01T00:10:00.000Z 15",
            "a 2026-01-01T00:10:15.000Z 2026-01-01T00:10:30.000Z 15",
        ]);
    });
    it("are figures of six digits; what is none is null", async () => {
        const writer = new FakeWriter();
        const metric = { __name__: "x", namespace: "sock-shop", instance: "1.2.3.4:80" };
        const series = sources({
            series: () =>
                Promise.resolve([
                    {
                        metric: { ...metric, service: "orders" },
                        values: [
                            [1, "0.123456789"],
                            [16, "NaN"],
                            [31, "+Inf"],
                        ],
                    },
                ]),
        });
        await new MetricCollector(series, writer, [one("a")], BEGAN).collect(later(20));
        assert.deepEqual(writer.of("metrics"), [
            {
                series: "a",
                labels: { service: "orders" },
                samples: [
                    [1, 0.123457],
                    [16, null],
                    [31, null],
                ],
            },
        ]);
    });
    it("are asked for again, from where they were, after a time without an answer", async () => {
        const asked: string[] = [];
        let isAway = true;
        const series = sources({
            series: (promql, from) => {
                asked.push(`${promql} ${from.toISOString().slice(11, 19)}`);
                if (isAway && promql === "b") return Promise.reject(new Error("no answer"));
                return Promise.resolve([]);
            },
        });
        const definitions = [one("a"), one("b"), one("c")];
        const collector = new MetricCollector(series, new FakeWriter(), definitions, BEGAN);
        await assert.rejects(collector.collect(later(20)), /no answer/);
        isAway = false;
        await collector.collect(later(40));
        assert.deepEqual(asked, [
            ...["a 00:07:00", "b 00:07:00"],
            ...["a 00:10:30", "b 00:07:00", "c 00:07:00"],
        ]);
    });
    it("name a query that is refused, and go on with the others", async () => {
        const writer = new FakeWriter();
        const asked: string[] = [];
        const series = sources({
            series: (promql) => {
                asked.push(promql);
                return promql === "a"
                    ? Promise.reject(new KubeError(400, "parse error"))
                    : Promise.resolve([]);
            },
        });
        await new MetricCollector(series, writer, [one("a"), one("b")], BEGAN).collect(later(20));
        assert.deepEqual(asked, ["a", "b"]);
        assert.deepEqual(writer.gaps, ["metrics a: parse error"]);
    });
});
