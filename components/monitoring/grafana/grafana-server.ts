import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MONITORING_PORTS } from "../places.ts";
import { Watcher } from "../watcher.ts";

export interface GrafanaServerArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    /** ConfigMaps of the dashboards, each with one file. */
    dashboards: readonly string[];
    /** ConfigMap of the data source. */
    datasource: string;
}

const PROVISIONING = "/etc/grafana/provisioning";
const DASHBOARDS = "/var/lib/grafana-dashboards";
const DATA = "/var/lib/grafana";

/** Where dashboards are, as Grafana's provisioning reads it; JSON is YAML. */
const PROVIDER = JSON.stringify({
    apiVersion: 1,
    providers: [
        { name: "sock-shop", folder: "Sock Shop", type: "file", options: { path: DASHBOARDS } },
    ],
});

/**
 * Grafana itself, where an image of it can be had. Whoever reaches it may look, and nobody may change
 * anything: there is no account, and what it shows comes from the ConfigMaps.
 */
export class GrafanaServer extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(
        name: "grafana",
        { namespace, image, dashboards, datasource }: GrafanaServerArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:GrafanaServer", `${name}-server`, {}, opts);
        const child = { parent: this };
        const provider = new k8s.core.v1.ConfigMap(
            `${name}-provider`,
            {
                metadata: { name: `${name}-provider`, namespace },
                data: { "sock-shop.yaml": PROVIDER },
            },
            child,
        );
        const server = new Watcher(
            name,
            {
                namespace,
                pod: {
                    image,
                    env: Object.entries(SETTINGS).map(([key, value]) => ({ name: key, value })),
                    ready: "/api/health",
                    config: PROVIDER,
                    folders: {
                        state: { path: DATA, volume: { emptyDir: {} } },
                        scratch: { path: "/tmp", volume: { emptyDir: {} } },
                        provider: {
                            path: `${PROVISIONING}/dashboards`,
                            readOnly: true,
                            volume: { configMap: { name: provider.metadata.name } },
                        },
                        datasource: {
                            path: `${PROVISIONING}/datasources`,
                            readOnly: true,
                            volume: { configMap: { name: datasource } },
                        },
                        dashboards: {
                            path: DASHBOARDS,
                            readOnly: true,
                            volume: {
                                projected: {
                                    sources: dashboards.map((map) => ({
                                        configMap: { name: map },
                                    })),
                                },
                            },
                        },
                    },
                },
            },
            child,
        );
        this.url = server.url;
        this.registerOutputs({ url: this.url });
    }
}

const SETTINGS: Readonly<Record<string, string>> = {
    GF_SERVER_HTTP_PORT: String(MONITORING_PORTS.grafana),
    GF_PATHS_DATA: DATA,
    GF_PATHS_PLUGINS: `${DATA}/plugins`,
    GF_PATHS_PROVISIONING: PROVISIONING,
    GF_LOG_MODE: "console",
    GF_AUTH_ANONYMOUS_ENABLED: "true",
    GF_AUTH_ANONYMOUS_ORG_ROLE: "Viewer",
    GF_AUTH_DISABLE_LOGIN_FORM: "true",
    GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: "true",
    // A lab asks nobody outside for anything.
    GF_ANALYTICS_REPORTING_ENABLED: "false",
    GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
};
