import * as pulumi from "@pulumi/pulumi";
import { BUDGETS } from "../budget.ts";
import { MONITORING_PORTS } from "../places.ts";
import { Watcher } from "../watcher.ts";

export interface LogStoreArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
}

const DATA_PATH = "/victoria-logs-data";

/** How long lines are kept; by the day, as VictoriaLogs divides them. */
export const LOG_RETENTION = "2d";

/** VictoriaLogs: keeps the lines of the shop and of the load, and answers queries in LogsQL. */
export class LogStore extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(
        name: "victoria-logs",
        { namespace, image }: LogStoreArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:LogStore", name, {}, opts);
        const server = new Watcher(
            name,
            {
                namespace,
                keeps: { path: DATA_PATH, size: "1Gi" },
                pod: {
                    image,
                    args: [
                        `-storageDataPath=${DATA_PATH}`,
                        `-retentionPeriod=${LOG_RETENTION}`,
                        "-retention.maxDiskSpaceUsageBytes=768MiB",
                        `-httpListenAddr=:${MONITORING_PORTS[name]}`,
                        // Of the limit and not of the machine, for caches alone.
                        `-memory.allowedBytes=${Math.floor(BUDGETS[name].limitMemoryMi / 3)}MiB`,
                        "-loggerLevel=WARN",
                    ],
                    ready: "/health",
                },
            },
            { parent: this },
        );
        this.url = server.url;
        this.registerOutputs({ url: this.url });
    }
}
