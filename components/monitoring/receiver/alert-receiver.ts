import * as pulumi from "@pulumi/pulumi";
import { addressOf, MONITORING_PORTS } from "../places.ts";
import { Watcher } from "../watcher.ts";

export interface AlertReceiverArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
}

const DATA_PATH = "/data";

/** Where Alertmanager tells of alerts. */
export const WEBHOOK = `http://${addressOf("alert-receiver")}/notifications`;

/** What keeps when each alert began and ended, for evidence. */
export class AlertReceiver extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(
        name: "alert-receiver",
        { namespace, image }: AlertReceiverArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:AlertReceiver", name, {}, opts);
        const server = new Watcher(
            name,
            {
                namespace,
                keeps: { path: DATA_PATH, size: "64Mi" },
                pod: {
                    image,
                    env: [
                        { name: "DATA", value: DATA_PATH },
                        { name: "PORT", value: String(MONITORING_PORTS[name]) },
                    ],
                    ready: "/health",
                    isGo: false,
                },
            },
            { parent: this },
        );
        this.url = server.url;
        this.registerOutputs({ url: this.url });
    }
}
