import assert from "node:assert/strict";
import { GrafanaDashboards } from "../../../../../components/monitoring/grafana/grafana-dashboards.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { registeredBy } from "../../../../../infra/review/registered.ts";

interface ConfigMap {
    metadata: { name: string; namespace: string; labels: Record<string, string> };
    data: Record<string, string>;
}

describe("GrafanaDashboards", () => {
    it("ships each dashboard and the data source in a ConfigMap that Grafana's sidecar finds", async () => {
        let names: readonly string[] = [];
        const registered = await registeredBy(() => {
            const { maps, datasource } = new GrafanaDashboards("grafana", { signals: SIGNALS });
            names = [...maps, datasource];
            return Promise.resolve();
        });
        const maps = registered
            .filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")
            .map(({ inputs }) => inputs as unknown as ConfigMap);
        assert.deepEqual(maps.map(({ metadata }) => metadata.name).sort(), [
            "grafana-datasource",
            "grafana-sockshop-alerts",
            "grafana-sockshop-autoscaling",
            "grafana-sockshop-database",
            "grafana-sockshop-load",
            "grafana-sockshop-overview",
            "grafana-sockshop-queue",
        ]);
        assert.deepEqual([...names].sort(), maps.map(({ metadata }) => metadata.name).sort());
        for (const { metadata, data } of maps) {
            const kind = metadata.name === "grafana-datasource" ? "datasource" : "dashboard";
            assert.equal(metadata.namespace, "monitoring");
            assert.deepEqual(metadata.labels, { [`grafana_${kind}`]: "1" });
            const [file, ...others] = Object.keys(data);
            assert.deepEqual(others, []);
            const content = JSON.parse(data[file ?? ""] ?? "") as { uid?: string };
            if (kind === "dashboard") assert.equal(file, `${content.uid}.json`);
            // The most that an object of the API server may hold.
            assert.ok((data[file ?? ""]?.length ?? 0) < 1_000_000, metadata.name);
        }
    });

    it("names the data source that every panel asks by default", async () => {
        const registered = await registeredBy(() => {
            new GrafanaDashboards("grafana", { signals: SIGNALS });
            return Promise.resolve();
        });
        const map =
            registered.find(({ name }) => name === "grafana-datasource") ??
            assert.fail("no ConfigMap of the data source");
        const { data } = map.inputs as unknown as ConfigMap;
        const { datasources } = JSON.parse(data["sockshop-prometheus.yaml"] ?? "") as {
            datasources: { uid: string; url: string }[];
        };
        assert.deepEqual(
            datasources.map(({ uid, url }) => [uid, url]),
            [["sockshop-prometheus", "http://prometheus.monitoring.svc:9090"]],
        );
    });
});
