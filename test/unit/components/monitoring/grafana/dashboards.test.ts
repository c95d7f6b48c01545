import assert from "node:assert/strict";
import { dashboards } from "../../../../../components/monitoring/grafana/dashboards.ts";
import { KNOWN_METRICS } from "../../../../../components/monitoring/prometheus/kept-metrics.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { SERVICES } from "../../../../../components/shop/topology.ts";
import { GrafanaDashboard } from "../../../../support/grafana-schema.ts";
import type { AskingPanel } from "../../../../support/grafana-schema.ts";
import { parsePromql } from "../../../../support/promql.ts";

/** As Grafana reads them: what isn't JSON is gone. */
const all = dashboards(SIGNALS).map((one) => JSON.parse(JSON.stringify(one)) as GrafanaDashboard);

function askingPanels({ panels }: GrafanaDashboard): AskingPanel[] {
    return panels.filter((panel) => panel.type !== "row");
}

function find(uid: string): GrafanaDashboard {
    return all.find((one) => one.uid === uid) ?? assert.fail(`no dashboard ${uid}`);
}

describe("dashboards", () => {
    it("are six, each of its own address", () => {
        assert.deepEqual(
            all.map(({ uid }) => uid),
            [
                "sockshop-overview",
                "sockshop-alerts",
                "sockshop-queue",
                "sockshop-database",
                "sockshop-autoscaling",
                "sockshop-load",
            ],
        );
    });

    it("are what Grafana's schema allows", () => {
        for (const one of all) {
            const { error } = GrafanaDashboard.safeParse(one);
            assert.equal(error, undefined, `${one.uid}: ${error?.message}`);
        }
    });

    it("are not what it doesn't know", () => {
        const panels = find("sockshop-queue").panels.map((panel) => ({ ...panel, colour: "red" }));
        const { error } = GrafanaDashboard.safeParse({ ...find("sockshop-queue"), panels });
        assert.match(error?.message ?? "", /colour/);
    });

    it("ask the chosen data source, in PromQL, for what somebody exports", () => {
        for (const one of all) {
            const annotations = one.annotations.list.map(({ expr }) => ({
                title: "annotation",
                expr,
            }));
            const targets = askingPanels(one).flatMap(({ title, targets: list }) =>
                list.map(({ expr }) => ({ title, expr })),
            );
            for (const { title, expr } of [...annotations, ...targets]) {
                const { metrics, errors } = parsePromql(expr);
                assert.deepEqual(errors, [], `${one.uid}, ${title}: ${expr}`);
                assert.notDeepEqual(metrics, [], `${one.uid}, ${title}`);
                const [unknown] = metrics.filter((name) => !KNOWN_METRICS.has(name));
                assert.equal(unknown, undefined, `${one.uid}, ${title}: nobody exports ${unknown}`);
            }
            for (const { title, datasource, targets: list } of askingPanels(one)) {
                for (const { uid } of [datasource, ...list.map((target) => target.datasource)]) {
                    assert.equal(uid, "${datasource}", `${one.uid}, ${title}`);
                }
            }
        }
    });

    it("have no two panels of one id, name or place", () => {
        for (const one of all) {
            const ids = one.panels.map(({ id }) => id);
            assert.deepEqual(ids, [...new Set(ids)], one.uid);
            const taken = new Map<string, string>();
            for (const { title, gridPos } of one.panels) {
                assert.ok(gridPos.x + gridPos.w <= 24, `${one.uid}, ${title} is too wide`);
                for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
                    for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
                        const other = taken.get(`${x} ${y}`);
                        assert.equal(other, undefined, `${one.uid}: ${title} lies on ${other}`);
                        taken.set(`${x} ${y}`, title);
                    }
                }
            }
        }
    });

    it("take rates over what the data source's own interval asks for, signals aside", () => {
        for (const one of all.filter(({ uid }) => uid !== "sockshop-alerts")) {
            for (const { title, targets } of askingPanels(one)) {
                for (const { expr } of targets) {
                    for (const [, range] of expr.matchAll(/rate\([^[]*\[([^\]]+)\]/g)) {
                        assert.equal(range, "$__rate_interval", `${one.uid}, ${title}`);
                    }
                }
            }
        }
    });

    it("show four golden signals of each service", () => {
        const titles = askingPanels(find("sockshop-overview")).map(({ title }) => title);
        for (const service of Object.keys(SERVICES)) {
            assert.deepEqual(
                titles.filter((title) => title.startsWith(`${service}: `)),
                ["traffic", "errors", "latency", "saturation"].map((name) => `${service}: ${name}`),
            );
        }
    });

    it("show each signal with its own expression and threshold", () => {
        const shown = askingPanels(find("sockshop-alerts"));
        for (const { name, promql, threshold } of SIGNALS) {
            const panel =
                shown.find(({ targets }) => targets[0]?.expr === promql.value) ??
                assert.fail(`no panel shows ${name}`);
            const values = shown
                .filter(({ targets }) => targets[0]?.expr === promql.value)
                .flatMap(({ fieldConfig }) => fieldConfig.defaults.thresholds?.steps ?? [])
                .map(({ value }) => value);
            assert.ok(values.includes(threshold), `${panel.title} has no line at ${threshold}`);
        }
    });
});
