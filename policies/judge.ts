import { EXEMPTIONS, type Exemption } from "./exemptions.ts";
import { kubeObject } from "./kube-object.ts";
import { type PlannedResource, UNKNOWN } from "./planned.ts";
import type { Rule, Violation } from "./rule.ts";

/**
 * What breaks a rule and isn't exempt. Where the namespace isn't known yet, as in a preview without a cluster, an
 * exemption goes by kind and name; when it is made, the resource is judged again.
 */
export function judge(
    rule: Rule,
    resource: PlannedResource,
    before: readonly PlannedResource[],
    exemptions: readonly Exemption[] = EXEMPTIONS,
): Violation[] {
    const view = kubeObject(resource);
    const object = view?.title ?? resource.name;
    const isOf = (exempt: string): boolean =>
        exempt === object ||
        (view?.namespace === UNKNOWN && exempt.replace(/ [^/]+\//, " ") === object);
    return rule
        .check(resource, before)
        .filter(
            ({ what }) =>
                !exemptions.some(
                    (one) => one.rule === rule.name && isOf(one.object) && one.what === what,
                ),
        );
}
