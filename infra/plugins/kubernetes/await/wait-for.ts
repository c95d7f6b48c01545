/** The conditions of the annotation `pulumi.com/waitFor`. */
import { isMap, type Property } from "../../protocol/property.ts";
import type { KubeObject } from "../kube-object.ts";
import { textAt } from "../kube-object.ts";
import { conditionOf } from "./workloads.ts";
import { READY, waiting, type Verdict } from "./verdict.ts";

/**
 * Whether all hold. `condition=<Type>[=<status>]` asks for a status condition (True by default),
 * `jsonpath=<path>[=<value>]` for a value, e.g. `jsonpath={.status.phase}=Running`. Paths are keys and list positions;
 * throws for one with anything else.
 */
export function waitForVerdict(object: KubeObject, conditions: readonly string[]): Verdict {
    const open = conditions.filter((condition) => !holds(object, condition));
    return open.length === 0 ? READY : waiting(`waiting for ${open.join(", ")}`);
}

function holds(object: KubeObject, condition: string): boolean {
    const text = condition.slice(condition.indexOf("=") + 1);
    if (condition.startsWith("condition=")) {
        const [type = "", status = "True"] = text.split("=");
        return textAt(conditionOf(object, type), "status")?.toLowerCase() === status.toLowerCase();
    }
    const [, path = "", value] = /^\{?([^{}=]*)\}?(?:=(.*))?$/.exec(text) ?? [];
    const found = select(object, path);
    return value === undefined
        ? found !== undefined
        : found !== undefined && String(found) === value;
}

function select(object: Property, path: string): Property | undefined {
    if (!/^(\.[\w-]+|\[\d+\])+$/.test(path)) {
        throw new Error(
            `pulumi.com/waitFor: the path "${path}" is not supported: only keys and positions are`,
        );
    }
    let value: Property | undefined = object;
    for (const [, key, index] of path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)) {
        if (key !== undefined) value = isMap(value) ? value[key] : undefined;
        else value = Array.isArray(value) ? value[Number(index)] : undefined;
    }
    return value;
}
