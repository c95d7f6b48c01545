import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LAB_NAMESPACE, SHOP_NAMESPACE, STACK_LABEL } from "../components/kit/labels.ts";
import { cpu, memory } from "../components/kit/quantity.ts";
import { seconds } from "../components/kit/scalars.ts";
import type { Load } from "./load.schema.ts";

export interface LoadJobArgs {
    /** Stack the load belongs to. */
    stack: string;
    /** Image with Locust. */
    image: pulumi.Input<string>;
    load: Load;
    /** Text of the profile, a Locust file. */
    profile: string;
}

/** What the generator asks the scheduler for: small, so that it fits beside the shop on two cores. */
export const LOAD_REQUESTS = { cpuMilli: 50, memoryMi: 128 };

/** User the load image runs as. */
const LOAD_UID = 10003;

/** Where the load goes: the shop's front door, inside the cluster (spec environment.md, section 8). */
const TARGET = `http://front-end.${SHOP_NAMESPACE}.svc.cluster.local`;

/**
 * Locust as a Job in the lab's namespace. The update does not wait for it: it ends by itself, and its
 * end is no news for the stack.
 */
export class LoadJob extends pulumi.ComponentResource {
    constructor(name: string, args: LoadJobArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:load:LoadJob", name, {}, opts);
        const labels = { name, [STACK_LABEL]: args.stack };
        const profile = new k8s.core.v1.ConfigMap(
            `${name}-profile`,
            {
                metadata: { name: `${name}-profile`, namespace: LAB_NAMESPACE, labels },
                data: { "locustfile.py": args.profile },
            },
            { parent: this },
        );
        new k8s.batch.v1.Job(
            name,
            {
                metadata: {
                    name,
                    namespace: LAB_NAMESPACE,
                    labels,
                    annotations: { "pulumi.com/skipAwait": "true" },
                },
                spec: loadJobSpec(args, labels, profile.metadata.name),
            },
            // A Job's template can't be changed: another load is another Job.
            { parent: this, deleteBeforeReplace: true },
        );
        this.registerOutputs({});
    }
}

/** The Job: Locust with the profile that a ConfigMap of that name holds. */
export function loadJobSpec(
    { image, load }: Pick<LoadJobArgs, "image" | "load">,
    labels: Record<string, string>,
    profile: pulumi.Input<string>,
): k8s.types.input.batch.v1.JobSpec {
    const environment = {
        LOCUST_HOST: TARGET,
        USERS: String(load.users),
        SPAWN_RATE: String(load.spawnRate),
        RUN_TIME: `${seconds(load.duration)}s`,
        WAIT_MIN_S: String(load.waitMs.min / 1000),
        WAIT_MAX_S: String(load.waitMs.max / 1000),
    };
    return {
        backoffLimit: 0,
        // The way out if Locust hangs: twice its time, and a minute to start.
        activeDeadlineSeconds: 2 * seconds(load.duration) + 60,
        template: {
            metadata: { labels },
            spec: {
                restartPolicy: "Never",
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                terminationGracePeriodSeconds: 2,
                securityContext: {
                    runAsNonRoot: true,
                    runAsUser: LOAD_UID,
                    runAsGroup: LOAD_UID,
                    seccompProfile: { type: "RuntimeDefault" },
                },
                containers: [
                    {
                        name: "locust",
                        image,
                        imagePullPolicy: "IfNotPresent",
                        env: Object.entries(environment).map(([key, value]) => ({
                            name: key,
                            value,
                        })),
                        // The spec's limits (1000m, 1Gi) with a request that fits a small node.
                        resources: {
                            requests: {
                                cpu: cpu(LOAD_REQUESTS.cpuMilli),
                                memory: memory(LOAD_REQUESTS.memoryMi),
                            },
                            limits: { cpu: "1000m", memory: "1Gi" },
                        },
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            readOnlyRootFilesystem: true,
                            capabilities: { drop: ["ALL"] },
                        },
                        volumeMounts: [
                            { name: "profile", mountPath: "/mnt/locust", readOnly: true },
                            { name: "tmp", mountPath: "/tmp" },
                        ],
                    },
                ],
                volumes: [
                    { name: "profile", configMap: { name: profile } },
                    { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
                ],
            },
        },
    };
}
