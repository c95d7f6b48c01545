import { z } from "zod";
import type { FaultEffect, Former, FormerContainer, Refusal } from "./effect.ts";
import { containerOf, containerPatch, Target } from "./target.ts";

/**
 * Sets plain settings (environment variables) of one container.
 * Effect: the pod is replaced by one that reads the new values. Variables that are not named keep their
 * value. It has landed when the new pod is available and the old one gone, which the engine waits for.
 */
export const EnvironmentSettings = z.strictObject({
    kind: z.literal("environment"),
    /** Deployment of the shop; its container of the same name is meant. */
    target: Target,
    /** New value by variable. Each must be there with a plain value: a misspelt one would change nothing. */
    set: z
        .record(z.string().regex(/^[A-Za-z_]\w*$/, "a name of a variable"), z.string())
        .refine((values) => Object.keys(values).length > 0, "at least one variable"),
});
export type EnvironmentSettings = z.infer<typeof EnvironmentSettings>;

/** What a fault of this kind does. */
export function environmentEffect({ target, set }: EnvironmentSettings): FaultEffect {
    const values = Object.entries(set);
    const before = (former: Former, name: string) =>
        containerOf(former, target).env?.find((one) => one.name === name);
    return {
        patches: [
            containerPatch(target, { env: values.map(([name, value]) => ({ name, value })) }),
        ],
        changes: (former) =>
            values.map(([name, value]) => ({
                object: `Deployment ${target}`,
                field: `containers[${target}].env.${name}`,
                from: before(former, name)?.value,
                to: value,
            })),
        refusal: (former) => {
            for (const [name] of values) {
                const found = unfit(name, before(former, name));
                if (found !== undefined) return refusal(former, target, found);
            }
            return values.every(([name, value]) => before(former, name)?.value === value)
                ? refusal(former, target, "has these values already, so it would change nothing")
                : undefined;
        },
    };
}

type Variable = NonNullable<FormerContainer["env"]>[number];

function unfit(name: string, variable: Variable | undefined): string | undefined {
    if (variable === undefined) return `has no variable ${name}`;
    if (variable.valueFrom !== undefined) return `has ${name} from elsewhere, such as a Secret`;
    return undefined;
}

function refusal(former: Former, target: string, found: string): Refusal {
    const plain = (containerOf(former, target).env ?? [])
        .filter((one) => one.valueFrom === undefined)
        .map((one) => one.name);
    return {
        found: `${target} ${found}`,
        allowed: `another value for one of ${plain.join(", ") || "no variable"}`,
    };
}
