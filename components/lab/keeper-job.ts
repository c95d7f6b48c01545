import type * as k8s from "@pulumi/kubernetes";
import { KEEPER_CONTAINER } from "../kit/labels.ts";
import { cpu, memory } from "../kit/quantity.ts";

/** What a pod of the keeper asks the scheduler for. */
export const KEEPER_REQUESTS = { cpuMilli: 10, memoryMi: 48 };

/** Name of the ServiceAccount that the baseline makes for it. */
export const KEEPER_ACCOUNT = "keeper";

/** User that the image runs as. */
const KEEPER_UID = 10004;

/**
 * A Job's work that survives its pods: who was killed is followed by another, as often as it takes.
 * Each failure is a pod of its own, whose log can be read.
 */
const FOLLOWERS = 1000;

/** A Job of the keeper, as plain data: its arguments decide what it is for. */
export function keeperJobSpec(
    image: string,
    args: readonly string[],
    labels: Record<string, string>,
): k8s.types.input.batch.v1.JobSpec {
    return {
        backoffLimit: FOLLOWERS,
        // Never two at once: the next pod comes when the last one has ended.
        podReplacementPolicy: "Failed",
        template: {
            metadata: { labels },
            spec: {
                serviceAccountName: KEEPER_ACCOUNT,
                restartPolicy: "Never",
                enableServiceLinks: false,
                terminationGracePeriodSeconds: 5,
                securityContext: {
                    runAsNonRoot: true,
                    runAsUser: KEEPER_UID,
                    runAsGroup: KEEPER_UID,
                    seccompProfile: { type: "RuntimeDefault" },
                },
                containers: [
                    {
                        name: KEEPER_CONTAINER,
                        image,
                        imagePullPolicy: "IfNotPresent",
                        args: [...args],
                        resources: {
                            requests: {
                                cpu: cpu(KEEPER_REQUESTS.cpuMilli),
                                memory: memory(KEEPER_REQUESTS.memoryMi),
                            },
                            limits: { cpu: cpu(500), memory: memory(128) },
                        },
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            readOnlyRootFilesystem: true,
                            capabilities: { drop: ["ALL"] },
                        },
                    },
                ],
            },
        },
    };
}
