import { record, shown } from "../json.ts";
import { kubeObject } from "../kube-object.ts";
import { UNKNOWN } from "../planned.ts";
import { podOf } from "../pod.ts";
import type { Rule } from "../rule.ts";

/** An amount that stops a container: zero and nothing do not. */
const AMOUNT = /^(?!0+(\.0+)?[a-zA-Z]*$)\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi)?$/;

/**
 * Every container has a limit of CPU and of memory: what goes wrong in one takes no other with it. A patch names only what
 * it changes, so it is judged by what it names.
 */
export const limits: Rule = {
    name: "limits",
    description: "Every container has a limit of CPU and of memory.",
    check(resource) {
        const object = kubeObject(resource);
        const pod = object && podOf(object, resource.props);
        if (object === undefined || pod === undefined) return [];
        return pod.containers.flatMap(({ name, path, spec }) => {
            const given = record(record(spec["resources"])["limits"]);
            return ["cpu", "memory"].flatMap((resourceName) => {
                const limit = given[resourceName];
                if (limit === UNKNOWN || (object.isPatch && !(resourceName in given))) return [];
                if (AMOUNT.test(String(limit))) return [];
                return {
                    what: `${resourceName} limit of ${name}`,
                    where: `${object.title}, ${path}.resources.limits.${resourceName}`,
                    found: shown(limit),
                    allowed: "an amount above zero",
                    cure: `set resources.limits.${resourceName}, or justify an exemption in policies/exemptions.ts`,
                };
            });
        });
    },
};
