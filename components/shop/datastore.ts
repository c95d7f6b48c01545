import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { workloadLabels } from "../kit/labels.ts";
import { containerProbe, containerResources, hardened, podDefaults } from "./pod.ts";
import type { StoreTopology } from "./topology.ts";

/** User the store images run as. */
const STORE_UID = 10002;

export interface DatastoreArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    topology: StoreTopology;
    /** Storage class of the volume. */
    storageClass: pulumi.Input<string>;
    /** Credentials, by environment variable of the container; kept in a Secret of the store's name. */
    credentials: Record<string, pulumi.Input<string>>;
    /** Directories besides the data that the store writes to, kept in memory. */
    scratch: string[];
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
        new k8s.apps.v1.Deployment(
            name,
            { metadata, spec: deploymentSpec(name, args, secret, claim) },
            child,
        );
        new k8s.core.v1.Service(
            name,
            {
                metadata,
                spec: {
                    selector: workloadLabels(name),
                    ports: [{ name: "store", port: args.topology.port }],
                },
            },
            child,
        );
        this.secretName = secret.metadata.name;
        this.registerOutputs({ secretName: this.secretName });
    }
}

function deploymentSpec(
    name: string,
    { image, topology, credentials, scratch }: DatastoreArgs,
    secret: k8s.core.v1.Secret,
    claim: k8s.core.v1.PersistentVolumeClaim,
): k8s.types.input.apps.v1.DeploymentSpec {
    const scratchNames = scratch.map((path) => path.replaceAll("/", "-").replace(/^-/, ""));
    return {
        replicas: 1,
        // Two servers on one data directory would refuse each other: the old one goes first.
        strategy: { type: "Recreate" },
        selector: { matchLabels: workloadLabels(name) },
        template: {
            metadata: { labels: workloadLabels(name) },
            spec: {
                ...podDefaults(STORE_UID),
                containers: [
                    {
                        name,
                        image,
                        imagePullPolicy: "IfNotPresent",
                        env: Object.keys(credentials).map((key) => ({
                            name: key,
                            valueFrom: { secretKeyRef: { name: secret.metadata.name, key } },
                        })),
                        ports: [{ name: "store", containerPort: topology.port }],
                        resources: containerResources(topology.resources),
                        readinessProbe: containerProbe(topology.readiness, topology.port),
                        securityContext: hardened(),
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
