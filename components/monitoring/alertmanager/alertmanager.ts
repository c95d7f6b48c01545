import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MONITORING_PORTS } from "../places.ts";
import { Watcher } from "../watcher.ts";
import { alertmanagerText } from "./config.ts";

export interface AlertmanagerArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    /** Address that is told of every alert's beginning and end. */
    webhook: string;
}

const CONFIG_PATH = "/etc/alertmanager";

/** Alertmanager, which passes each alert on to the receiver. */
export class Alertmanager extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(
        name: "alertmanager",
        { namespace, image, webhook }: AlertmanagerArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:Alertmanager", name, {}, opts);
        const child = { parent: this };
        const config = alertmanagerText(webhook);
        const configMap = new k8s.core.v1.ConfigMap(
            `${name}-config`,
            {
                metadata: { name: `${name}-config`, namespace },
                data: { "alertmanager.yml": config },
            },
            child,
        );
        const server = new Watcher(
            name,
            {
                namespace,
                pod: {
                    image,
                    command: ["/bin/alertmanager"],
                    args: [
                        `--config.file=${CONFIG_PATH}/alertmanager.yml`,
                        // What it forgets with its pod it tells again, and the receiver knows it.
                        "--storage.path=/alertmanager",
                        `--web.listen-address=:${MONITORING_PORTS[name]}`,
                        // One of them: nobody to agree with.
                        "--cluster.listen-address=",
                    ],
                    ready: "/-/ready",
                    config,
                    folders: {
                        config: {
                            path: CONFIG_PATH,
                            readOnly: true,
                            volume: { configMap: { name: configMap.metadata.name } },
                        },
                        state: { path: "/alertmanager", volume: { emptyDir: {} } },
                    },
                },
            },
            child,
        );
        this.url = server.url;
        this.registerOutputs({ url: this.url });
    }
}
