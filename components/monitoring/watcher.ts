import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { workloadLabels } from "../kit/labels.ts";
import { addressOf, MONITORING_PORTS } from "./places.ts";
import type { MonitoringName } from "./places.ts";
import { type Folder, watcherPod, type WatcherPod } from "./pod.ts";

export interface WatcherArgs {
    namespace: pulumi.Input<string>;
    pod: WatcherPod;
    /** A folder that outlives the pod: its path and its size, such as `1Gi`. */
    keeps?: { path: string; size: string };
}

/** One program that watches: a Deployment of one pod, a Service, and a volume where it keeps something. */
export class Watcher extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(
        name: MonitoringName,
        { namespace, pod, keeps }: WatcherArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:Watcher", name, {}, opts);
        const child = { parent: this };
        const metadata = { name, namespace, labels: workloadLabels(name) };
        const folders: Record<string, Folder> = { ...pod.folders };
        if (keeps !== undefined) {
            const claim = new k8s.core.v1.PersistentVolumeClaim(
                `${name}-data`,
                {
                    metadata: { ...metadata, name: `${name}-data` },
                    // The cluster's default class: what is watched must not decide where this lies.
                    spec: {
                        accessModes: ["ReadWriteOnce"],
                        resources: { requests: { storage: keeps.size } },
                    },
                },
                child,
            );
            folders["data"] = {
                path: keeps.path,
                volume: { persistentVolumeClaim: { claimName: claim.metadata.name } },
            };
        }
        const deployment = new k8s.apps.v1.Deployment(
            name,
            {
                metadata,
                spec: {
                    replicas: 1,
                    // Two on one folder would refuse each other, and two that scrape would count twice.
                    strategy: { type: "Recreate" },
                    selector: { matchLabels: workloadLabels(name) },
                    template: watcherPod(name, { ...pod, folders }),
                },
            },
            child,
        );
        new k8s.core.v1.Service(
            name,
            {
                metadata,
                spec: {
                    selector: workloadLabels(name),
                    ports: [{ name: "http", port: MONITORING_PORTS[name], targetPort: "http" }],
                },
            },
            { ...child, dependsOn: deployment },
        );
        this.url = pulumi.output(`http://${addressOf(name)}`);
        this.registerOutputs({ url: this.url });
    }
}
