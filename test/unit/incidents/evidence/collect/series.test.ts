import assert from "node:assert/strict";
import { KNOWN_METRICS } from "../../../../../components/monitoring/prometheus/kept-metrics.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { seriesDefinitions } from "../../../../../incidents/evidence/collect/series.ts";
import {
    SERIES_GROUPS,
    SeriesDefinition,
} from "../../../../../incidents/evidence/schema/metric.ts";
import { parsePromql } from "../../../../support/promql.ts";

describe("series of a run", () => {
    const all = seriesDefinitions(SIGNALS);
    it("are PromQL over what Prometheus keeps", () => {
        for (const { id, promql } of all) {
            const { metrics, errors } = parsePromql(promql);
            assert.deepEqual(errors, [], id);
            assert.ok(metrics.length > 0, id);
            for (const metric of metrics) assert.ok(KNOWN_METRICS.has(metric), `${id}: ${metric}`);
        }
    });
    it("are of every group, each under a name of its own, as the schema says", () => {
        for (const one of all) SeriesDefinition.parse(one);
        assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
        const groups = new Set(all.map(({ group }) => group));
        assert.deepEqual([...groups].sort(), [...SERIES_GROUPS].sort());
    });
    it("hold every signal, with the figure from which on it calls", () => {
        const [signal] = SIGNALS;
        const found = all.find(({ id }) => id === signal?.name);
        assert.deepEqual(found?.threshold, {
            compare: signal?.compare,
            value: signal?.threshold,
        });
        assert.equal(all.filter(({ group }) => group === "signals").length, SIGNALS.length);
    });
});
