import {
    LAB_NAMESPACE,
    SHOP_NAMESPACE,
    STACK_LABEL,
    stackLabel,
} from "../../components/kit/labels.ts";
import { WORKLOADS } from "../../components/shop/topology.ts";
import { list, record, shown, text } from "../json.ts";
import { componentsOf, type KubeObjectView, kubeObject, stackOf } from "../kube-object.ts";
import { type PlannedResource, UNKNOWN } from "../planned.ts";
import type { Rule, Violation } from "../rule.ts";

/** Components that the baseline is made of; what is in none of them is an incident's. */
const BASELINE_PARTS = /^sockshop:((shop|lab|metrics|monitoring|cluster):|load:LoadFence$)/;

/** Programs of the lab that a stack may run: each knows what it may change, and how it comes back. */
const OWN_PROGRAMS =
    /^node (incidents\/(recovery|broker)|infra\/(cluster|images)|infra\/program)\/[a-z-]+\.ts( |$)/;

const RECORD = /^node incidents\/recovery\/main\.ts record .*--targets '([^']*)'/;
const RESTORE = /^node incidents\/recovery\/main\.ts restore --stack (\S+) /;

/**
 * An incident lays fields over what the shop has, after recording them, and adds objects of its own that its recovery
 * knows by their label. It makes nothing that the shop has: destroying the incident would delete it.
 */
export const baselineKept: Rule = {
    name: "baseline-kept",
    description:
        "An incident deletes nothing of the baseline and changes only what it has recorded.",
    check(resource, before) {
        if (resource.type.startsWith("command:")) return ofCommand(resource);
        const object = kubeObject(resource);
        if (object === undefined) return [];
        if (object.isPatch) return ofPatch(object, before);
        const isBaseline = componentsOf(resource).some((one) => BASELINE_PARTS.test(one));
        const inIncident = before.some((one) => recordedBy(one) !== undefined);
        if (isBaseline && inIncident) return [mixed(object)];
        const isLabNamespace =
            object.kind === "Namespace" && object.metadata["name"] === LAB_NAMESPACE;
        return isBaseline || (isLabNamespace && !inIncident) ? [] : ofAdded(object, resource);
    },
};

/** The objects that a command records, or undefined where it records nothing. */
function recordedBy({ type, props }: PlannedResource): readonly unknown[] | undefined {
    if (type !== "command:local:Command") return undefined;
    const [, targets] = RECORD.exec(text(props["create"]) ?? "") ?? [];
    if (targets === undefined) return undefined;
    try {
        return list(JSON.parse(targets));
    } catch {
        return undefined;
    }
}

function ofPatch(object: KubeObjectView, before: readonly PlannedResource[]): Violation[] {
    const { apiVersion, kind, namespace, metadata, title } = object;
    const { name } = metadata;
    const isRecorded = before
        .flatMap((one) => recordedBy(one) ?? [])
        .map(record)
        .some(
            (one) =>
                one["apiVersion"] === apiVersion &&
                one["kind"] === kind &&
                one["namespace"] === namespace &&
                one["name"] === name,
        );
    if (isRecorded) return [];
    return [
        {
            what: "not recorded",
            where: title,
            found: "it is changed, and nothing before it records its former state",
            allowed: "a patch of an object that the stack's former-state resource records",
            cure: "let the fault name the object in its holds or patches (incidents/faults)",
        },
    ];
}

function mixed({ title }: KubeObjectView): Violation {
    return {
        what: "baseline in an incident",
        where: title,
        found: "a part of the baseline in the stack of an incident",
        allowed: "what the baseline is made of in the baseline's stack only",
        cure: "lay the change over the baseline as a fault",
    };
}

/** An object that an incident makes whole. */
function ofAdded(
    { kind, namespace, metadata, title }: KubeObjectView,
    resource: PlannedResource,
): Violation[] {
    const stack = stackOf(resource);
    const { name } = metadata;
    const label = record(metadata["labels"])[STACK_LABEL];
    const found: Violation[] = [];
    if (namespace === SHOP_NAMESPACE && isOfTheShop(kind, name)) {
        found.push({
            what: "object of the shop",
            where: title,
            found: `${kind} ${String(name)} as a resource of stack ${stack}: its destroy would delete it`,
            allowed: "a patch of it, which its former state is recorded for",
            cure: "use a fault that patches it (incidents/faults)",
        });
    }
    // The name would tell who looks at the shop what is practised.
    const needed = stackLabel(stack, text(namespace));
    if (label !== needed && label !== UNKNOWN) {
        found.push({
            what: `label ${STACK_LABEL}`,
            where: `${title}, metadata.labels`,
            found: shown(label),
            allowed: `${STACK_LABEL}: ${needed}, by which a recovery finds what the stack made`,
            cure: "give it the label, or make it a part of a baseline component",
        });
    }
    return found;
}

/** What the shop calls its objects: its workloads, and what is named after them. */
function isOfTheShop(kind: string, name: unknown): boolean {
    if (kind === "PersistentVolumeClaim") return WORKLOADS.some((one) => name === `${one}-data`);
    return kind !== "HorizontalPodAutoscaler" && WORKLOADS.includes(String(name));
}

function ofCommand(resource: PlannedResource): Violation[] {
    const stack = stackOf(resource);
    const refuse = (field: string, allowed: string): Violation => ({
        what: field,
        where: `${resource.type} ${resource.name}, ${field}`,
        found: shown(resource.props[field]),
        allowed,
        cure: "make it a command of incidents/recovery, incidents/broker, infra/cluster or infra/images",
    });
    const foreign = ["create", "update", "delete"]
        .filter((field) => !isOwnProgram(resource, field))
        .map((field) => refuse(field, "one program of the lab and its arguments, nothing else"));
    if (recordedBy(resource) === undefined) return foreign;
    const [, restored] = RESTORE.exec(text(resource.props["delete"]) ?? "") ?? [];
    const back = `node incidents/recovery/main.ts restore --stack ${stack}`;
    return restored === stack ? foreign : [...foreign, refuse("delete", back)];
}

function isOwnProgram({ type, props }: PlannedResource, field: string): boolean {
    const command = props[field];
    if (command === undefined || command === UNKNOWN) return true;
    if (type !== "command:local:Command" || typeof command !== "string") return false;
    // What is in quotes is one argument, whatever it holds.
    const bare = command.replace(/'[^']*'/g, "");
    return OWN_PROGRAMS.test(command) && !/[;&|<>`$\n]/.test(bare);
}
