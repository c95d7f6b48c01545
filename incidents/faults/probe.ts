import { z } from "zod";
import type { FaultEffect, FieldChange, Former, ProbeTimes } from "./effect.ts";
import type { Overlay } from "./overlay.ts";
import { containerOf, containerPatch, Target } from "./target.ts";

const Times = z
    .strictObject({
        /** Seconds between two checks, 1 to 300. */
        periodSeconds: z.int().min(1).max(300).optional(),
        /** Seconds until a check without an answer has failed, 1 to 300. */
        timeoutSeconds: z.int().min(1).max(300).optional(),
        /** Failures in a row that count, 1 to 100. */
        failureThreshold: z.int().min(1).max(100).optional(),
    })
    .refine((times) => Object.keys(times).length > 0, "at least one setting");
type Times = z.infer<typeof Times>;

/**
 * Sets how the kubelet checks one container: a probe that gives up too early kills what is only slow,
 * one that never gives up leaves what is dead.
 * Effect: the pod is replaced. What a probe asks for stays; settings that are not named keep their
 * value. The whole Deployment is recorded, and put back from there. It has landed when the new pod is
 * available and the old one gone, which the engine waits for.
 */
export const ProbeSettings = z.strictObject({
    kind: z.literal("probe"),
    /** Deployment of the shop; its container of the same name is meant. */
    target: Target,
    /** A failure restarts the container. */
    liveness: Times.optional(),
    /** A failure takes the pod out of its Service. */
    readiness: Times.optional(),
});
export type ProbeSettings = z.infer<typeof ProbeSettings>;

const FIELDS = { liveness: "livenessProbe", readiness: "readinessProbe" } as const;

/** What a fault of this kind does. */
export function probeEffect(fault: ProbeSettings): FaultEffect {
    const { target } = fault;
    const named = (["liveness", "readiness"] as const).flatMap((which) =>
        fault[which] === undefined ? [] : [{ field: FIELDS[which], times: entries(fault[which]) }],
    );
    const before = (
        former: Former,
        field: (typeof named)[number]["field"],
    ): ProbeTimes | undefined => containerOf(former, target)[field];
    return {
        patches: [
            containerPatch(
                target,
                Object.fromEntries(
                    named.map(({ field, times }): [string, Overlay] => [
                        field,
                        Object.fromEntries(times),
                    ]),
                ),
            ),
        ],
        changes: (former) =>
            named.flatMap(({ field, times }) =>
                times.map(([name, value]): FieldChange => ({
                    object: `Deployment ${target}`,
                    field: `containers[${target}].${field}.${name}`,
                    from: before(former, field)?.[name]?.toString(),
                    to: String(value),
                })),
            ),
        refusal: (former) => {
            const allowed = "liveness or readiness of a container that has it, with another value";
            if (named.length === 0) return { found: "names no probe", allowed };
            const missing = named.find(({ field }) => before(former, field) === undefined);
            if (missing !== undefined) {
                return { found: `${target} has no ${missing.field}`, allowed };
            }
            const isSame = named.every(({ field, times }) =>
                times.every(([name, value]) => before(former, field)?.[name] === value),
            );
            const found = `${target}'s probes are so already, so it would change nothing`;
            return isSame ? { found, allowed } : undefined;
        },
    };
}

function entries(times: Times): [keyof Times, number][] {
    return (Object.entries(times) as [keyof Times, number | undefined][]).flatMap(
        ([name, value]): [keyof Times, number][] => (value === undefined ? [] : [[name, value]]),
    );
}
