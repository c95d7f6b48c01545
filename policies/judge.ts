import { EXEMPTIONS, type Exemption } from "./exemptions.ts";
import { kubeObject } from "./kube-object.ts";
import type { PlannedResource } from "./planned.ts";
import type { Rule, Violation } from "./rule.ts";

/** What breaks a rule and isn't exempt. */
export function judge(
    rule: Rule,
    resource: PlannedResource,
    before: readonly PlannedResource[],
    exemptions: readonly Exemption[] = EXEMPTIONS,
): Violation[] {
    const object = kubeObject(resource)?.title ?? resource.name;
    return rule
        .check(resource, before)
        .filter(
            ({ what }) =>
                !exemptions.some(
                    (one) => one.rule === rule.name && one.object === object && one.what === what,
                ),
        );
}
