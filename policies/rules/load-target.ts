import { list, shown, text } from "../json.ts";
import { kubeObject } from "../kube-object.ts";
import { generatorsOf } from "../load-job.ts";
import { UNKNOWN } from "../planned.ts";
import type { Rule, Violation } from "../rule.ts";
import { OWN_NAMESPACES } from "./namespaces.ts";

const ALLOWED = `http://<service>.<namespace>.svc.cluster.local with one of ${OWN_NAMESPACES.join(", ")}, or loopback`;
const CURE = "aim the load at the shop's front-end inside the cluster (load/load-objects.ts)";

/** Load goes to a Service of the lab, or to loopback, and no Service of the lab leads out of the cluster. */
export const loadTarget: Rule = {
    name: "load-target",
    description: "Load goes to a Service of the lab inside the cluster, or to loopback.",
    check(resource) {
        const targets = generatorsOf(resource).flatMap(({ object, container, environment }) => {
            const given = [container.spec["command"], container.spec["args"]].flatMap(list);
            const wanted = [
                { field: "env LOCUST_HOST", value: environment.get("LOCUST_HOST") },
                ...hostArguments(given).map((value) => ({ field: "--host", value })),
            ];
            return wanted
                .filter(({ value }) => value !== UNKNOWN && !isInside(value))
                .map(({ field, value }): Violation => {
                    const where = `${object.title}, ${container.path}, ${field}`;
                    const what = `target ${String(value)}`;
                    return { what, where, found: shown(value), allowed: ALLOWED, cure: CURE };
                });
        });
        return [...targets, ...waysOut(resource)];
    },
};

/** Values of Locust's `--host` and `-H`. */
function hostArguments(words: readonly unknown[]): unknown[] {
    return words.flatMap((word, at) => {
        if (word === "--host" || word === "-H") return [words[at + 1]];
        const [, value] = /^(?:--host=|-H)(.+)$/.exec(String(word)) ?? [];
        return value === undefined ? [] : [value];
    });
}

function isInside(target: unknown): boolean {
    const address = text(target) ?? "";
    const { protocol, hostname } = URL.canParse(address)
        ? new URL(address)
        : { protocol: "", hostname: "" };
    if (!/^https?:$/.test(protocol)) return false;
    if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return true;
    const [, namespace] =
        /^[a-z0-9-]+\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/.exec(hostname) ?? [];
    return OWN_NAMESPACES.includes(namespace ?? "");
}

/** A Service that is a name for something outside: the load would follow it there. */
function waysOut(resource: Parameters<Rule["check"]>[0]): Violation[] {
    const object = kubeObject(resource);
    if (object?.kind !== "Service") return [];
    return ["externalName", "externalIPs"]
        .filter((field) => object.spec[field] !== undefined)
        .map((field) => ({
            what: field,
            where: `${object.title}, spec.${field}`,
            found: shown(object.spec[field]),
            allowed: "a Service that selects pods",
            cure: "leave it out",
        }));
}
