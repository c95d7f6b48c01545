import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../naming.ts";
import type { Site } from "../settings.ts";
import { account } from "./access.ts";
import { CHECKS, CLUSTER_CHECKS, clusterAgentPod } from "./cluster-agent.ts";
import { nodeAgentPod } from "./node-agent.ts";
import {
    AGENT_NAMESPACE,
    CHART_REPOSITORY,
    chartValues,
    CLUSTER_AGENT,
    KEY_SECRET,
    RELEASE,
} from "./values.ts";

export interface DatadogAgentArgs {
    site: Site;
    /** Plain: nothing of the lab's own namespace is sent. */
    naming: Naming;
    /** Secret. */
    apiKey: pulumi.Input<string>;
    /** What the agents of the nodes and of the cluster know each other by; secret. */
    token: pulumi.Input<string>;
    /** The official chart, or the lab's own objects of the same settings. */
    form: "chart" | "objects";
}

/** Chart that the values were rendered with. */
const CHART = {
    chart: "datadog",
    version: "3.240.0",
    repositoryOpts: { repo: CHART_REPOSITORY },
};

/** Datadog's agents: one on each node, one for the cluster. */
export class DatadogAgent extends pulumi.ComponentResource {
    constructor(name: string, args: DatadogAgentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:monitoring:DatadogAgent", name, {}, opts);
        const child = { parent: this };
        const namespaceObject = new k8s.core.v1.Namespace(
            AGENT_NAMESPACE,
            { metadata: { name: AGENT_NAMESPACE } },
            child,
        );
        const namespace = namespaceObject.metadata.name;
        const key = new k8s.core.v1.Secret(
            KEY_SECRET.name,
            {
                metadata: { name: KEY_SECRET.name, namespace },
                stringData: { [KEY_SECRET.key]: args.apiKey },
            },
            child,
        );
        const token = new k8s.core.v1.Secret(
            CLUSTER_AGENT,
            { metadata: { name: CLUSTER_AGENT, namespace }, stringData: { token: args.token } },
            child,
        );
        const secrets = [key, token];
        if (args.form === "chart") {
            new k8s.helm.v3.Release(
                RELEASE,
                { ...CHART, name: RELEASE, namespace, values: valuesOf(args.site, args.naming) },
                { ...child, dependsOn: secrets },
            );
        } else {
            writeOut(args, namespace, child, secrets);
        }
        this.registerOutputs({});
    }
}

function valuesOf(site: Site, naming: Naming): Record<string, unknown> {
    const values = chartValues(site, naming);
    // Else the chart makes a new one at every change.
    const clusterAgent = values["clusterAgent"] as object;
    return { ...values, clusterAgent: { ...clusterAgent, tokenExistingSecret: CLUSTER_AGENT } };
}

/**
 * What the chart would make of its values, for where no chart can be had: it needs Helm, which is in the official plugin only.
 * Left out is what the chart adds for others: OpenShift, install telemetry, a start-up container that copies files that nothing changes.
 */
function writeOut(
    { site, naming }: Pick<DatadogAgentArgs, "site" | "naming">,
    namespace: pulumi.Input<string>,
    child: { parent: pulumi.Resource },
    secrets: readonly pulumi.Resource[],
): void {
    const labelled = (app: string): { metadata: object; labels: { app: string } } => ({
        metadata: { name: app, namespace, labels: { app } },
        labels: { app },
    });
    const cluster = labelled(CLUSTER_AGENT);
    const node = labelled(RELEASE);
    const checks = new k8s.core.v1.ConfigMap(
        CHECKS,
        { metadata: { name: CHECKS, namespace }, data: CLUSTER_CHECKS },
        child,
    );
    new k8s.core.v1.Service(
        CLUSTER_AGENT,
        {
            // Not waited for: the engine would hold one of its few places until the Deployment below has pods.
            metadata: { ...cluster.metadata, annotations: { "pulumi.com/skipAwait": "true" } },
            spec: { selector: cluster.labels, ports: [{ name: "agentport", port: 5005 }] },
        },
        child,
    );
    new k8s.apps.v1.Deployment(
        CLUSTER_AGENT,
        {
            metadata: cluster.metadata,
            spec: {
                replicas: 1,
                selector: { matchLabels: cluster.labels },
                template: {
                    metadata: { labels: cluster.labels },
                    spec: clusterAgentPod(site, naming),
                },
            },
        },
        {
            ...child,
            dependsOn: [...secrets, checks, ...account(CLUSTER_AGENT, namespace, child)],
        },
    );
    new k8s.apps.v1.DaemonSet(
        RELEASE,
        {
            metadata: node.metadata,
            spec: {
                selector: { matchLabels: node.labels },
                template: { metadata: { labels: node.labels }, spec: nodeAgentPod(site, naming) },
            },
        },
        { ...child, dependsOn: [...secrets, ...account(RELEASE, namespace, child)] },
    );
}
