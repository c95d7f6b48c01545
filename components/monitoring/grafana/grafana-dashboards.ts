import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MONITORING_NAMESPACE } from "../places.ts";
import type { Signal } from "../signals/signal.ts";
import { dashboards } from "./dashboards.ts";
import { DATASOURCE_UID, provisionedDatasource } from "./datasource.ts";

export interface GrafanaDashboardsArgs {
    /** What the incident dashboard shows. */
    signals: readonly Signal[];
}

/** Folder that Grafana's sidecar files them in. */
const FOLDER = "Sock Shop";

/**
 * The dashboards and their data source as ConfigMaps, under the labels that Grafana's sidecar looks for. A
 * Grafana that is there, or comes later, finds them; none is needed for them to be made.
 */
export class GrafanaDashboards extends pulumi.ComponentResource {
    /** Names of the dashboards' ConfigMaps. */
    readonly maps: readonly string[];
    /** Name of the data source's. */
    readonly datasource: string;

    constructor(
        name: string,
        { signals }: GrafanaDashboardsArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:GrafanaDashboards", name, {}, opts);
        const child = { parent: this };
        const maps = dashboards(signals).map((dashboard) => {
            const uid = dashboard.uid ?? "";
            const metadata = {
                name: `grafana-${uid}`,
                namespace: MONITORING_NAMESPACE,
                labels: { grafana_dashboard: "1" },
                annotations: { grafana_folder: FOLDER },
            };
            const data = { [`${uid}.json`]: JSON.stringify(dashboard) };
            new k8s.core.v1.ConfigMap(`${name}-${uid}`, { metadata, data }, child);
            return metadata.name;
        });
        const metadata = {
            name: "grafana-datasource",
            namespace: MONITORING_NAMESPACE,
            labels: { grafana_datasource: "1" },
        };
        // JSON is YAML, which is what the sidecar reads.
        const data = { [`${DATASOURCE_UID}.yaml`]: JSON.stringify(provisionedDatasource()) };
        new k8s.core.v1.ConfigMap(`${name}-datasource`, { metadata, data }, child);
        this.maps = maps;
        this.datasource = metadata.name;
        this.registerOutputs({ maps, datasource: this.datasource });
    }
}
