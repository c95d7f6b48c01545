import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { readOnlyAccount } from "../access.ts";
import { MONITORING_PORTS } from "../places.ts";
import { Watcher } from "../watcher.ts";
import { CONFIG_FOLDER, configText, RULES_FOLDER, ruleTexts } from "./config.ts";
import type { RuleFiles } from "./rule-file.ts";

export interface PrometheusServerArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    rules: RuleFiles;
    /** Namespaces whose pods are read, by a short name. */
    watched: Readonly<Record<string, pulumi.Input<string>>>;
}

/** How long samples are kept, and the most room that they may take, whichever comes first. */
export const RETENTION = { time: "24h", size: "1536MB" };
const VOLUME_SIZE = "2Gi";

/**
 * How long a series without a new sample counts with its last one. Prometheus' own 5 min are for scrapes a minute
 * apart: where it goes down with the node, nobody marks what went with it as ended, and each container begun
 * anew would be there twice for as long. Eight scrapes bridge what a starved machine leaves out.
 */
const LOOK_BACK = "2m";

const CONFIG_PATH = `/etc/prometheus/${CONFIG_FOLDER}`;
const RULES_PATH = `/etc/prometheus/${RULES_FOLDER}`;
const DATA_PATH = "/prometheus";

const LOOK = ["get", "list", "watch"];

/** Prometheus: reads the shop and the cluster every 15 s, works out the rules, tells Alertmanager. */
export class PrometheusServer extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(
        name: "prometheus",
        args: PrometheusServerArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:PrometheusServer", name, {}, opts);
        const child = { parent: this };
        const { namespace } = args;
        const pods = [{ apiGroups: [""], resources: ["pods"], verbs: LOOK }];
        const { account, bindings } = readOnlyAccount(
            name,
            {
                namespace,
                everywhere: [
                    { apiGroups: [""], resources: ["nodes"], verbs: LOOK },
                    { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
                ],
                within: Object.fromEntries(
                    Object.entries(args.watched).map(([key, one]) => [
                        key,
                        { namespace: one, rules: pods },
                    ]),
                ),
            },
            child,
        );
        const config = { "prometheus.yml": configText() };
        const rules = ruleTexts(args.rules);
        const file = (suffix: string, data: Record<string, string>): k8s.core.v1.ConfigMap =>
            new k8s.core.v1.ConfigMap(
                `${name}-${suffix}`,
                { metadata: { name: `${name}-${suffix}`, namespace }, data },
                child,
            );
        const configMap = file("config", config);
        const rulesMap = file("rules", rules);
        const server = new Watcher(
            name,
            {
                namespace,
                keeps: { path: DATA_PATH, size: VOLUME_SIZE },
                pod: {
                    image: args.image,
                    command: ["/bin/prometheus"],
                    args: [
                        `--config.file=${CONFIG_PATH}/prometheus.yml`,
                        `--storage.tsdb.path=${DATA_PATH}`,
                        `--storage.tsdb.retention.time=${RETENTION.time}`,
                        `--storage.tsdb.retention.size=${RETENTION.size}`,
                        `--query.lookback-delta=${LOOK_BACK}`,
                        `--web.listen-address=:${MONITORING_PORTS[name]}`,
                    ],
                    ready: "/-/ready",
                    account,
                    config: JSON.stringify([config, rules]),
                    folders: {
                        config: {
                            path: CONFIG_PATH,
                            readOnly: true,
                            volume: { configMap: { name: configMap.metadata.name } },
                        },
                        rules: {
                            path: RULES_PATH,
                            readOnly: true,
                            volume: { configMap: { name: rulesMap.metadata.name } },
                        },
                    },
                },
            },
            // Without its rights it would begin with an error that it tells at every look.
            { ...child, dependsOn: bindings },
        );
        this.url = server.url;
        this.registerOutputs({ url: this.url });
    }
}
