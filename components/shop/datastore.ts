import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MONITORING_NAMESPACE, workloadLabels } from "../kit/labels.ts";
import {
    containerProbe,
    containerResources,
    hardened,
    invocation,
    podDefaults,
    podMetadata,
} from "./pod.ts";
import type { Launch, PodMarks, StoreTopology } from "./workload.ts";

export interface DatastoreArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    launch: Launch;
    topology: StoreTopology;
    /** Storage class of the volume. */
    storageClass: pulumi.Input<string>;
    /** Credentials, by environment variable of the container; kept in a Secret of the store's name. */
    credentials: Record<string, pulumi.Input<string>>;
    /** Of its pods. Default none. */
    marks?: PodMarks;
}

/** One store of the shop: a Deployment of one replica on a persistent volume, and a Service. */
export class Datastore extends pulumi.ComponentResource {
    /** Name of the Secret that holds the credentials. */
    readonly secretName: pulumi.Output<string>;

    constructor(name: string, args: DatastoreArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:shop:Datastore", name, {}, opts);
        const child = { parent: this };
        const metadata = { name, namespace: args.namespace, labels: workloadLabels(name) };
        const secret = new k8s.core.v1.Secret(
            `${name}-credentials`,
            { metadata, stringData: args.credentials },
            child,
        );
        const claim = new k8s.core.v1.PersistentVolumeClaim(
            `${name}-data`,
            {
                metadata: { ...metadata, name: `${name}-data` },
                spec: {
                    accessModes: ["ReadWriteOnce"],
                    storageClassName: args.storageClass,
                    resources: { requests: { storage: "10Gi" } },
                },
            },
            child,
        );
        const deployment = new k8s.apps.v1.Deployment(
            name,
            { metadata, spec: deploymentSpec(name, args, secret, claim) },
            child,
        );
        new k8s.core.v1.Service(
            name,
            {
                metadata: { ...metadata, annotations: scrapedAt(args.topology) },
                spec: {
                    selector: workloadLabels(name),
                    ports: Object.entries(args.topology.ports).map(([port, number]) => ({
                        name: port,
                        port: number,
                    })),
                },
            },
            { ...child, dependsOn: deployment },
        );
        new k8s.networking.v1.NetworkPolicy(
            name,
            { metadata, spec: onlyFrom(name, args.topology) },
            child,
        );
        this.secretName = secret.metadata.name;
        this.registerOutputs({ secretName: this.secretName });
    }
}

function deploymentSpec(
    name: string,
    { image, launch, topology, credentials, marks }: DatastoreArgs,
    secret: k8s.core.v1.Secret,
    claim: k8s.core.v1.PersistentVolumeClaim,
): k8s.types.input.apps.v1.DeploymentSpec {
    const { scratch } = topology;
    const scratchNames = scratch.map((path) => path.replaceAll("/", "-").replace(/^-/, ""));
    return {
        replicas: 1,
        // Two servers on one data directory would refuse each other: the old one goes first.
        strategy: { type: "Recreate" },
        selector: { matchLabels: workloadLabels(name) },
        template: {
            metadata: podMetadata(name, marks),
            spec: {
                ...podDefaults(launch),
                containers: [
                    {
                        name,
                        image,
                        imagePullPolicy: "IfNotPresent",
                        ...invocation(launch),
                        env: Object.keys(credentials).map((key) => ({
                            name: key,
                            valueFrom: { secretKeyRef: { name: secret.metadata.name, key } },
                        })),
                        ports: Object.entries(topology.ports).map(([port, containerPort]) => ({
                            name: port,
                            containerPort,
                        })),
                        resources: containerResources(topology.resources),
                        readinessProbe: containerProbe(
                            topology.readiness,
                            Object.values(topology.ports)[0] ?? 0,
                        ),
                        securityContext: hardened(launch),
                        volumeMounts: [
                            { name: "data", mountPath: topology.dataPath },
                            ...scratch.map((mountPath, index) => ({
                                name: scratchNames[index] ?? "scratch",
                                mountPath,
                            })),
                        ],
                    },
                ],
                volumes: [
                    {
                        name: "data",
                        persistentVolumeClaim: { claimName: claim.metadata.name },
                    },
                    ...scratchNames.map((scratchName) => ({
                        name: scratchName,
                        emptyDir: { medium: "Memory", sizeLimit: "16Mi" },
                    })),
                ],
            },
        },
    };
}

/** Tells Prometheus where to read, where the store itself has figures. */
function scrapedAt({ metricsPort }: StoreTopology): Record<string, string> {
    if (metricsPort === undefined) return {};
    return { "prometheus.io/scrape": "true", "prometheus.io/port": String(metricsPort) };
}

/**
 * Passwords keep strangers out; this keeps them from knocking, on clusters whose network enforces
 * policies (the closed network's static bridge does not).
 */
function onlyFrom(
    name: string,
    topology: StoreTopology,
): k8s.types.input.networking.v1.NetworkPolicySpec {
    const port = watchedPort(topology);
    return {
        podSelector: { matchLabels: workloadLabels(name) },
        policyTypes: ["Ingress"],
        ingress: [
            {
                from: topology.callers.map((caller) => ({
                    podSelector: { matchLabels: workloadLabels(caller) },
                })),
            },
            ...(port === undefined
                ? []
                : [
                      {
                          from: [
                              {
                                  namespaceSelector: {
                                      matchLabels: {
                                          "kubernetes.io/metadata.name": MONITORING_NAMESPACE,
                                      },
                                  },
                              },
                          ],
                          ports: [{ protocol: "TCP", port }],
                      },
                  ]),
        ],
    };
}

/** Port that what watches may reach, if any. */
function watchedPort({
    ports,
    metricsPort,
    hasExporter = false,
}: StoreTopology): number | undefined {
    return metricsPort ?? (hasExporter ? Object.values(ports)[0] : undefined);
}
