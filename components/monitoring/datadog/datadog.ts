import * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import type { Signal } from "../signals/signal.ts";
import { dashboards } from "./dashboards/index.ts";
import { monitorsOf } from "./monitors.ts";
import type { Naming } from "./naming.ts";
import { ORDERS_OBJECTIVE } from "./objective.ts";
import { PIPELINES } from "./pipelines.ts";
import { apiUrlOf, appUrlOf, type Site } from "./settings.ts";

export interface DatadogArgs {
    site: Site;
    /** Address of the API where it isn't the site's own. */
    apiUrl?: string;
    /** Both secret. */
    apiKey: pulumi.Input<string>;
    appKey: pulumi.Input<string>;
    naming: Naming;
    /** Handles that monitors call. */
    notify: readonly string[];
    /** Address of the runbooks' page. */
    runbooks: string;
    signals: readonly Signal[];
}

/** What the lab has in Datadog: a monitor for each signal, dashboards, log pipelines, an objective. */
export class Datadog extends pulumi.ComponentResource {
    /** Addresses of the dashboards, by resource name. */
    readonly dashboards: pulumi.Output<Record<string, string>>;

    constructor(name: string, args: DatadogArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:monitoring:Datadog", name, {}, opts);
        const provider = new datadog.Provider(
            name,
            { apiKey: args.apiKey, appKey: args.appKey, apiUrl: apiUrlOf(args) },
            { parent: this },
        );
        const child = { parent: this, provider };
        for (const [signal, monitor] of Object.entries(monitorsOf(args.signals, args))) {
            new datadog.Monitor(signal, { ...monitor }, child);
        }
        for (const [pipeline, definition] of Object.entries(PIPELINES)) {
            new datadog.LogsCustomPipeline(pipeline, { ...definition }, child);
        }
        const { thresholds, tags, ...objective } = ORDERS_OBJECTIVE;
        new datadog.ServiceLevelObjective(
            "orders-are-taken",
            { ...objective, thresholds: [...thresholds], tags: [...tags] },
            child,
        );
        const made = Object.entries(dashboards(args.site, args.naming)).map(
            ([title, content]): [string, datadog.DashboardJson] => [
                title,
                new datadog.DashboardJson(title, { dashboard: JSON.stringify(content) }, child),
            ],
        );
        this.dashboards = pulumi
            .all(Object.fromEntries(made.map(([title, { url }]) => [title, url])))
            .apply((urls) =>
                Object.fromEntries(
                    Object.entries(urls).map(([title, url]) => [title, appUrlOf(args.site) + url]),
                ),
            );
        this.registerOutputs({ dashboards: this.dashboards });
    }
}
