import assert from "node:assert/strict";
import { drawChart } from "../../../../incidents/report/chart/draw.ts";
import { downsample } from "../../../../incidents/report/chart/downsample.ts";
import { WIDE } from "../../../../incidents/report/chart/parts.ts";
import { modelOf } from "../../../../incidents/report/model/model-of.ts";
import { broken } from "../../../../incidents/report/model/metric-charts.ts";
import type { Chart, Sample } from "../../../../incidents/report/model/run-model.ts";
import { documentIn } from "../../../support/report/page.ts";
import { at, START, writtenRun } from "../../../support/report/written-run.ts";

function chart(id: string): Chart {
    const found = modelOf(writtenRun()).charts.find((one) => one.id === id);
    assert.ok(found, `no chart ${id}`);
    return found;
}

describe("charts of the report", () => {
    it("cover pages, services, pods, queue, fired signals and load, in this order", () => {
        const { charts } = modelOf(writtenRun());
        assert.deepEqual(
            charts.map(({ group, title, unit }) => `${group}: ${title} [${unit}]`),
            [
                "Product pages, from outside: Time to answer [ms]",
                "Product pages, from outside: Failed [%]",
                "Latency: Answers of each service, p95 [ms]",
                "Errors: Failed answers by service [/s]",
                "Restarts: Restarts since the start []",
                "CPU: CPU used [millicores]",
                "Throttling: Throttled share of CPU periods [%]",
                "Memory: Memory used [MiB]",
                "Queue: Messages that wait in shipping-task []",
                "Replicas: Pods that are ready []",
                "Signals whose alert fired: Catalogue answers slowly [ms]",
                "Load: Time to answer [ms]",
                "Load: Requests and failures [/s]",
                "Load: Users []",
            ],
        );
    });

    it("show the series that changed most, and say how many more there are", () => {
        const throttled = chart("metric-throttled");
        assert.equal(throttled.series[0]?.name, "catalogue-db");
        assert.equal(throttled.series.length, 6);
        assert.equal(throttled.omitted, 1);
        assert.equal(throttled.isFlat, false);
        assert.equal(chart("metric-restarts").isFlat, true);
    });

    it("turn units into what people read, and thresholds with them", () => {
        assert.deepEqual(chart("metric-SockShopCatalogueSlow").limits, [
            { name: "alert from >", value: 1000 },
        ]);
        const memory = chart("metric-memory").series[0]?.samples[0]?.[1] ?? 0;
        assert.ok(memory > 48 && memory < 64, `${memory} MiB`);
    });

    it("put the pieces of a series together, and break its line where nothing was measured", () => {
        const run = writtenRun(({ records }) => {
            records.metrics = [
                { series: "cpu", labels: {}, samples: [[START / 1000 + 30, 3]] },
                { series: "cpu", labels: {}, samples: [0, 3, 6].map((s) => [START / 1000 + s, s]) },
            ];
        });
        const [series] = modelOf(run).charts.find(({ id }) => id === "metric-cpu")?.series ?? [];
        assert.deepEqual(series?.samples, [
            [START, 0],
            [START + 3000, 3000],
            [START + 6000, 6000],
            [START + 9000, null],
            [START + 30_000, 3000],
        ]);
    });

    it("hold what the witness saw where monitoring has nothing", () => {
        const run = writtenRun(({ records }) => {
            records.metrics = [];
            records.readings = [
                {
                    at: at(90),
                    phase: "applied",
                    catalogueP95Ms: 1,
                    baselineP95Ms: 1,
                    failedShare: 0,
                    throttledShare: { "catalogue-db": 0.5 },
                    cpuPercentOfLimit: { "catalogue-db": 99 },
                    restarts: {},
                },
            ];
        });
        const [throttled] = modelOf(run).charts.filter(({ group }) => group === "Throttling");
        assert.deepEqual(throttled?.series, [
            { name: "catalogue-db", samples: [[Date.parse(at(90)), 50]] },
        ]);
    });

    it("are drawn with a line a series, phases behind them, and a mark for each alert", () => {
        const model = modelOf(writtenRun());
        const [first] = model.charts;
        assert.ok(first);
        const svg = documentIn(drawChart(first, model.frame, WIDE, "a label"));
        const strokes = [...svg.querySelectorAll("[stroke^='var(--series']")].map((one) =>
            one.getAttribute("stroke"),
        );
        assert.deepEqual(strokes, ["var(--series-2)", "var(--series-1)"]);
        const path = svg.querySelector("[stroke='var(--series-1)'] path")?.getAttribute("d") ?? "";
        assert.ok(path.split("L").length > 50, path);
        assert.equal(svg.querySelectorAll("[fill^='var(--phase-']").length, 7);
        assert.equal(svg.querySelectorAll("[fill='var(--alert)'] path").length, 3);
        assert.equal(svg.querySelector("svg")?.getAttribute("aria-label"), "a label");
        assert.equal(svg.querySelectorAll("[aria-label]").length, 1);
    });
});

describe("downsampling", () => {
    const samples = Array.from({ length: 9000 }, (_, index): Sample => [index, index % 7]);

    it("keeps every peak and every break", () => {
        const peaked = samples.with(4321, [4321, 900]).with(5000, [5000, null]);
        const few = downsample(peaked, 300);
        assert.ok(few.length <= 300, `${few.length}`);
        assert.ok(few.some(([, value]) => value === 900));
        assert.ok(few.some(([, value]) => value === null));
        assert.deepEqual(
            few.map(([time]) => time),
            few.map(([time]) => time).toSorted((a, b) => a - b),
        );
    });

    it("leaves alone what is short", () => {
        assert.deepEqual(downsample(samples.slice(0, 300), 300), samples.slice(0, 300));
    });

    it("finds no break in samples at equal distances", () => {
        assert.deepEqual(broken(samples), samples);
    });
});
