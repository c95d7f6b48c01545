import type { Former, FormerDeployment } from "../../../../incidents/faults/effect.ts";

/** A shop of these Deployments; whatever a kind asks for besides, a test puts over it. */
export function formerShop(
    deployments: Readonly<Record<string, FormerDeployment>>,
    others: Partial<Former> = {},
): Former {
    return {
        deployment: (name) => deployments[name] ?? {},
        service: () => ({}),
        autoscalerOf: () => undefined,
        policies: [],
        ...others,
    };
}
