import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { PlannedResource } from "../../policies/planned.ts";
import type { Rule } from "../../policies/rule.ts";
import type { ResourceSpec } from "../contract/resource-spec.ts";

/** What a stack file of `test/policies/stacks` wants, as a rule is shown it. */
export function wantedBy(stackFile: string): PlannedResource[] {
    const text = readFileSync(`test/policies/stacks/${stackFile}.yaml`, "utf8");
    const { config } = parse(text) as { config: { "policies:resources": ResourceSpec[] } };
    const all = config["policies:resources"].map(({ name, type, inputs }) =>
        wanted(type, name, inputs),
    );
    const provider = all.find(({ type }) => type === "pulumi:providers:kubernetes");
    return all.map((one) =>
        one.type.startsWith("kubernetes:") && provider !== undefined ? { ...one, provider } : one,
    );
}

/** A resource by its inputs; `{$secret: value}` is a secret. `parts` are the components around it. */
export function wanted(
    type: string,
    name: string,
    inputs: Record<string, unknown>,
    parts: readonly string[] = [],
): PlannedResource {
    const secrets: string[] = [];
    const props = Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => {
            if (typeof value !== "object" || value === null || !("$secret" in value)) {
                return [key, value];
            }
            secrets.push(key);
            return [key, value.$secret];
        }),
    );
    const urn = `urn:pulumi:policies::policies::${[...parts, type].join("$")}::${name}`;
    return { urn, type, name, props, secrets };
}

/** A Pod in the shop's namespace with one container that no rule objects to, but for the changes. */
export function pod(container: object, spec: object = {}, metadata: object = {}): PlannedResource {
    const whole = {
        name: "app",
        image: "redis:8.0.2",
        resources: { limits: { cpu: "100m", memory: "64Mi" } },
        ...container,
    };
    return wanted("kubernetes:core/v1:Pod", "pod", {
        metadata: { name: "pod", namespace: "sock-shop", ...metadata },
        spec: { containers: [whole], ...spec },
    });
}

/** What a rule calls wrong in each of the resources, in their order. */
export function wrongIn(rule: Rule, resources: readonly PlannedResource[]): string[] {
    return resources.flatMap((one, at) =>
        rule.check(one, resources.slice(0, at)).map(({ what }) => what),
    );
}
