import * as pulumi from "@pulumi/pulumi";
import { LAB_NAMESPACE } from "../../kit/labels.ts";
import { readOnlyAccount } from "../access.ts";
import { MONITORING_PORTS } from "../places.ts";
import { KEPT_METRICS } from "../prometheus/kept-metrics.ts";
import { Watcher } from "../watcher.ts";

export interface KubeStateMetricsArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
}

/** Kinds it tells of, by API group. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
    "": ["pods", "nodes", "persistentvolumeclaims"],
    apps: ["deployments"],
    autoscaling: ["horizontalpodautoscalers"],
};

/** kube-state-metrics: what the API server knows of objects, as series. It makes only what Prometheus keeps. */
export class KubeStateMetrics extends pulumi.ComponentResource {
    constructor(
        name: "kube-state-metrics",
        { namespace, image }: KubeStateMetricsArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:KubeStateMetrics", name, {}, opts);
        const child = { parent: this };
        const { account, bindings } = readOnlyAccount(
            name,
            {
                namespace,
                everywhere: Object.entries(KINDS).map(([group, resources]) => ({
                    apiGroups: [group],
                    resources: [...resources],
                    verbs: ["list", "watch"],
                })),
            },
            child,
        );
        new Watcher(
            name,
            {
                namespace,
                pod: {
                    image,
                    args: [
                        `--port=${MONITORING_PORTS[name]}`,
                        `--resources=${Object.values(KINDS).flat().sort().join(",")}`,
                        // What load and bookkeeping are called tells which incident is up.
                        `--namespaces-denylist=${LAB_NAMESPACE}`,
                        // Of all others: with several named, v2.15 tells of each node once for each.
                        `--metric-allowlist=${KEPT_METRICS.kubeState.join(",")}`,
                    ],
                    ready: "/healthz",
                    account,
                },
            },
            { ...child, dependsOn: bindings },
        );
        this.registerOutputs({});
    }
}
