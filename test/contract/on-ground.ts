import type { Ground } from "./ground.ts";
import type { ResourceSpec } from "./resource-spec.ts";

/** All resources on the ground's cluster, the namespace before all others. */
export function on(ground: Ground, resources: readonly ResourceSpec[]): ResourceSpec[] {
    const [first] = resources;
    return [
        ground.provider,
        ...resources.map((resource) => {
            const isOurs = resource.type.startsWith("kubernetes:");
            const dependsOn = [
                ...(resource.options?.dependsOn ?? []),
                ...(resource === first || first === undefined ? [] : [first.name]),
            ];
            return {
                ...resource,
                options: {
                    ...resource.options,
                    dependsOn,
                    ...(isOurs ? { provider: "cluster" } : {}),
                },
            };
        }),
    ];
}
