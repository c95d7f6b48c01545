import { z } from "zod";
import { CpuQuantity, MemoryQuantity } from "../../components/kit/scalars.ts";
import { cpuMilli, memoryMi } from "../../components/kit/quantity.ts";
import { WORKLOADS } from "../../components/shop/topology.ts";

const Amounts = z.strictObject({ cpu: CpuQuantity.optional(), memory: MemoryQuantity.optional() });

/**
 * Sets the resource limits (and, where given, requests) of one container.
 * Effect: the pod is replaced; under its new CPU limit the kernel throttles it, above its new memory
 * limit the kernel kills it. Fields that are not named keep their value.
 */
export const ContainerResources = z.strictObject({
    kind: z.literal("container-resources"),
    /** Deployment of the shop; its container of the same name is meant. */
    target: z.enum(WORKLOADS as [string, ...string[]]),
    limits: Amounts.optional(),
    requests: Amounts.optional(),
});
export type ContainerResources = z.infer<typeof ContainerResources>;

/** The part of a Deployment that this fault reads. */
export interface ResourcesOfContainer {
    limits?: Record<string, string | undefined>;
    requests?: Record<string, string | undefined>;
}

/** One field that a fault changes, for people: `from` is undefined where nothing was set. */
export interface FieldChange {
    object: string;
    field: string;
    from: string | undefined;
    to: string;
}

/** The fields this fault names, each with what it held before. */
export function changesOf(fault: ContainerResources, former: ResourcesOfContainer): FieldChange[] {
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

/** The container as the overlay sets it: only the fields that the fault names, so the rest keeps its owner. */
export function containerOverlay(fault: ContainerResources): {
    name: string;
    resources: { limits?: Record<string, string>; requests?: Record<string, string> };
} {
    return {
        name: fault.target,
        resources: {
            ...(fault.limits === undefined ? {} : { limits: defined(fault.limits) }),
            ...(fault.requests === undefined ? {} : { requests: defined(fault.requests) }),
        },
    };
}

/**
 * Says why the result could not run, or undefined. A request above its limit is refused by Kubernetes
 * only at the moment of the change; here it is refused at preview.
 */
export function invalidResources(
    fault: ContainerResources,
    former: ResourcesOfContainer,
): string | undefined {
    if (Object.keys({ ...fault.limits, ...fault.requests }).length === 0) {
        return "names no limit and no request, so it would change nothing";
    }
    const limits = { ...former.limits, ...fault.limits };
    const requests = { ...former.requests, ...fault.requests };
    for (const [resource, read] of [
        ["cpu", cpuMilli],
        ["memory", memoryMi],
    ] as const) {
        const limit = limits[resource];
        const request = requests[resource];
        if (limit !== undefined && request !== undefined && read(request) > read(limit)) {
            return `requests.${resource} would be ${request}, above limits.${resource} of ${limit}`;
        }
    }
    return undefined;
}

function defined(amounts: Record<string, string | undefined> | undefined): Record<string, string> {
    return Object.fromEntries(
        Object.entries(amounts ?? {}).flatMap(([key, value]) =>
            value === undefined ? [] : [[key, value]],
        ),
    );
}
