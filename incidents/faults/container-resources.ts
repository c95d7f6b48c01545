import { z } from "zod";
import { CpuQuantity, MemoryQuantity } from "../../components/kit/scalars.ts";
import { cpu, cpuMilli, memoryMi } from "../../components/kit/quantity.ts";
import { shareOf } from "../../components/shop/cpu-share.ts";
import type { FaultContext, FaultEffect, FieldChange, ResourcesOfContainer } from "./effect.ts";
import { containerOf, containerPatch, Target } from "./target.ts";

const Amounts = z.strictObject({ cpu: CpuQuantity.optional(), memory: MemoryQuantity.optional() });

/** How the amounts of a resource are read. */
const READERS = [
    ["cpu", cpuMilli],
    ["memory", memoryMi],
] as const;

/**
 * Sets the resource limits (and, where given, requests) of one container.
 * Effect: the pod is replaced; under its new CPU limit the kernel throttles it, above its new memory
 * limit the kernel kills it. Fields that are not named keep their value. It has landed when the new
 * pod is available and the old one gone, which the engine waits for.
 */
export const ContainerResources = z.strictObject({
    kind: z.literal("container-resources"),
    /** Deployment of the shop; its container of the same name is meant. */
    target: Target,
    limits: Amounts.optional(),
    requests: Amounts.optional(),
});
export type ContainerResources = z.infer<typeof ContainerResources>;

/** What a fault of this kind does. */
export function resourcesEffect(
    written: ContainerResources,
    context: Pick<FaultContext, "cpuShare">,
): FaultEffect {
    const fault = withCpuShare(written, context.cpuShare);
    const { target, limits, requests } = fault;
    return {
        patches: [
            containerPatch(target, {
                resources: {
                    ...(limits === undefined ? {} : { limits: defined(limits) }),
                    ...(requests === undefined ? {} : { requests: defined(requests) }),
                },
            }),
        ],
        changes: (former) => changesOf(fault, containerOf(former, target).resources ?? {}),
        refusal: (former) => {
            const before = containerOf(former, target).resources ?? {};
            const found = invalidResources(fault, before);
            if (found !== undefined) {
                const allowed = "at least one amount, and every request at most its limit";
                return { found, allowed };
            }
            if (!changesNothing(fault, before)) return undefined;
            return {
                found: `${target} has these amounts already, so it would change nothing`,
                allowed: "at least one amount that is another",
            };
        },
    };
}

/** The fault with that share of its CPU limit, and a request that is not above it. */
function withCpuShare(fault: ContainerResources, cpuShare: number): ContainerResources {
    const { limits, requests } = fault;
    if (cpuShare === 1 || limits?.cpu === undefined) return fault;
    const limit = shareOf(cpuMilli(limits.cpu), cpuShare);
    const request = requests?.cpu;
    return {
        ...fault,
        limits: { ...limits, cpu: cpu(limit) },
        ...(request !== undefined && cpuMilli(request) <= cpuMilli(limits.cpu)
            ? { requests: { ...requests, cpu: cpu(Math.min(cpuMilli(request), limit)) } }
            : {}),
    };
}

function changesOf(fault: ContainerResources, former: ResourcesOfContainer): FieldChange[] {
    const changes: FieldChange[] = [];
    for (const section of ["limits", "requests"] as const) {
        for (const [resource, to] of Object.entries(defined(fault[section]))) {
            changes.push({
                object: `Deployment ${fault.target}`,
                field: `containers[${fault.target}].resources.${section}.${resource}`,
                from: former[section]?.[resource],
                to,
            });
        }
    }
    return changes;
}

/**
 * Says why the result could not run, or undefined. A request above its limit is refused by Kubernetes
 * only at the moment of the change; here it is refused at preview.
 */
function invalidResources(
    fault: ContainerResources,
    former: ResourcesOfContainer,
): string | undefined {
    if (Object.keys({ ...fault.limits, ...fault.requests }).length === 0) {
        return "names no limit and no request, so it would change nothing";
    }
    const limits = { ...former.limits, ...fault.limits };
    const requests = { ...former.requests, ...fault.requests };
    for (const [resource, read] of READERS) {
        const limit = limits[resource];
        const request = requests[resource];
        if (limit !== undefined && request !== undefined && read(request) > read(limit)) {
            return `requests.${resource} would be ${request}, above limits.${resource} of ${limit}`;
        }
    }
    return undefined;
}

/** Compared as amounts, not as text: Kubernetes may have written the live ones in another unit. */
function changesNothing(fault: ContainerResources, former: ResourcesOfContainer): boolean {
    return (["limits", "requests"] as const).every((section) =>
        READERS.every(([resource, read]) => {
            const [before, after] = [former[section]?.[resource], fault[section]?.[resource]];
            if (after === undefined) return true;
            return before !== undefined && read(before) === read(after);
        }),
    );
}

function defined(amounts: Record<string, string | undefined> | undefined): Record<string, string> {
    return Object.fromEntries(
        Object.entries(amounts ?? {}).flatMap(([key, value]) =>
            value === undefined ? [] : [[key, value]],
        ),
    );
}
