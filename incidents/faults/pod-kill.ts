import { z } from "zod";
import { LAB_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { Duration, seconds } from "../../components/kit/scalars.ts";
import { keeperJobSpec } from "../../components/lab/keeper-job.ts";
import type { KubeObject } from "../../components/kube/client.ts";
import { killArguments, killJob } from "../keeper/kill-job.ts";
import type { FaultContext, FaultEffect } from "./effect.ts";
import { refOfWorkload, Target } from "./target.ts";

/**
 * Kills pods, one at a time and by chance.
 *
 * Effect: a Job in the lab's namespace deletes, each time that `every` has passed, a random pod of a
 * random target, with a second to end, as near to a crash as Kubernetes offers. The Deployment makes
 * another. The Job's log has each kill with its time, and whether the Deployment was available again
 * before the next was due; the next one comes either way. A pod that was killed is another pod
 * afterwards, so restart counts stay as they are.
 *
 * The targets are recorded and held, though no field of them changes: another incident on them would see
 * their pods go. It has landed when the Job is there; the first kill comes one `every` later.
 */
export const PodKill = z.strictObject({
    kind: z.literal("pod-kill"),
    /** Deployments of the shop to choose from, each once. */
    targets: z
        .array(Target)
        .min(1)
        .refine((targets) => new Set(targets).size === targets.length, "each target once"),
    /** Time between two kills, 5s to 10m. */
    every: Duration.refine(
        (value) => seconds(value) >= 5 && seconds(value) <= 600,
        "between 5s and 10m",
    ),
    /** Number of kills, 1 to 100. Default: until the incident ends. */
    times: z.int().min(1).max(100).optional(),
    /** Decides which pods: the same seed makes the same choices. */
    seed: z.int(),
});
export type PodKill = z.infer<typeof PodKill>;

/** What a fault of this kind does. */
export function podKillEffect(fault: PodKill, context: FaultContext): FaultEffect {
    const { targets, every, times } = fault;
    const often = times === undefined ? "until the incident ends" : `${times} times`;
    return {
        adds: () => [manifest(fault, context)],
        holds: targets.map((target) => refOfWorkload("Deployment", target)),
        changes: () => [
            {
                object: `Pods of ${targets.join(", ")}`,
                field: "one killed at random",
                from: undefined,
                to: `every ${every}, ${often}`,
            },
        ],
        refusal: (former) => {
            const empty = targets.find((target) => former.deployment(target).replicas === 0);
            if (empty === undefined) return undefined;
            return { found: `${empty} has no pod to kill`, allowed: "workloads with replicas" };
        },
    };
}

function manifest(fault: PodKill, { stack, images }: FaultContext): KubeObject {
    const { apiVersion, kind, name } = killJob(stack);
    const labels = { name, [STACK_LABEL]: stack };
    return {
        apiVersion,
        kind,
        metadata: {
            name,
            namespace: LAB_NAMESPACE,
            labels,
            annotations: { "pulumi.com/skipAwait": "true" },
        },
        spec: keeperJobSpec(images.keeper, killArguments(stack, fault), labels),
    };
}
