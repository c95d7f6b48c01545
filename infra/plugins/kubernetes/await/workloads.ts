/** When a workload counts as rolled out. */
import { at, listAt, mapAt, numberAt, textAt, type KubeObject } from "../kube-object.ts";
import type { Property } from "../../protocol/property.ts";
import { failed, READY, waiting, type Verdict } from "./verdict.ts";

/** A condition of an object's status, if it has one of that type. */
export function conditionOf(object: KubeObject, type: string): Property | undefined {
    return listAt(object, "status", "conditions").find(
        (condition) => textAt(condition, "type") === type,
    );
}

/** `[Reason] message` of a condition. */
export function conditionText(condition: Property | undefined): string {
    const reason = textAt(condition, "reason");
    const message = textAt(condition, "message") ?? "";
    return reason === undefined ? message : `[${reason}] ${message}`;
}

function isObserved(object: KubeObject): boolean {
    return (
        (numberAt(object, "status", "observedGeneration") ?? 0) >=
        (numberAt(object, "metadata", "generation") ?? 0)
    );
}

/** All replicas are of the newest template and available, and none of the old ones is left. */
export function deploymentVerdict(object: KubeObject): Verdict {
    if (!isObserved(object))
        return waiting("the Deployment controller has not seen the change yet");
    const wanted = numberAt(object, "spec", "replicas") ?? 1;
    const status = mapAt(object, "status");
    const [updated, available, total] = ["updatedReplicas", "availableReplicas", "replicas"].map(
        (k) => numberAt(status, k) ?? 0,
    );
    const progressing = conditionOf(object, "Progressing");
    const isStuck = textAt(progressing, "status") === "False";
    const problems = [
        ...(isStuck ? [conditionText(progressing)] : []),
        ...["ReplicaFailure", "Available"].flatMap((type) => {
            const condition = conditionOf(object, type);
            const isBad = textAt(condition, "status") === (type === "Available" ? "False" : "True");
            return isBad ? [conditionText(condition)] : [];
        }),
    ];
    if ((updated ?? 0) < wanted)
        return waiting(...problems, `${updated} of ${wanted} replicas updated`);
    if ((total ?? 0) > wanted)
        return waiting(...problems, `${(total ?? 0) - wanted} old replicas pending termination`);
    if ((available ?? 0) < wanted)
        return waiting(...problems, `${available} of ${wanted} replicas available`);
    return READY;
}

/** All replicas ready and, where its strategy replaces them by itself, of the newest revision. */
export function statefulSetVerdict(object: KubeObject): Verdict {
    if (!isObserved(object))
        return waiting("the StatefulSet controller has not seen the change yet");
    const wanted = numberAt(object, "spec", "replicas") ?? 1;
    const ready = numberAt(object, "status", "readyReplicas") ?? 0;
    const updated = numberAt(object, "status", "updatedReplicas") ?? 0;
    const partition = numberAt(object, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
    const onDelete = textAt(object, "spec", "updateStrategy", "type") === "OnDelete";
    if (ready < wanted) return waiting(`${ready} of ${wanted} replicas ready`);
    if (!onDelete && updated < wanted - partition)
        return waiting(`${updated} of ${wanted - partition} replicas updated`);
    return READY;
}

/** On every node that it is meant for, the newest template runs and is available. */
export function daemonSetVerdict(object: KubeObject): Verdict {
    if (!isObserved(object)) return waiting("the DaemonSet controller has not seen the change yet");
    const wanted = numberAt(object, "status", "desiredNumberScheduled") ?? 0;
    const updated = numberAt(object, "status", "updatedNumberScheduled") ?? 0;
    const available = numberAt(object, "status", "numberAvailable") ?? 0;
    const onDelete = textAt(object, "spec", "updateStrategy", "type") === "OnDelete";
    if (!onDelete && updated < wanted) return waiting(`updated on ${updated} of ${wanted} nodes`);
    if (available < wanted) return waiting(`available on ${available} of ${wanted} nodes`);
    return READY;
}

/** The Job is complete; a failed one will not complete any more. */
export function jobVerdict(object: KubeObject): Verdict {
    const isTrue = (condition: Property | undefined): boolean =>
        textAt(condition, "status") === "True";
    const [complete, failure] = [conditionOf(object, "Complete"), conditionOf(object, "Failed")];
    if (isTrue(complete)) return READY;
    if (isTrue(failure)) return failed(conditionText(failure));
    const succeeded = numberAt(object, "status", "succeeded") ?? 0;
    const wanted = numberAt(object, "spec", "completions") ?? 1;
    return waiting(`${succeeded} of ${wanted} completions`);
}

/** The Pod is ready, or has run to its end. */
export function podVerdict(object: KubeObject): Verdict {
    const phase = textAt(object, "status", "phase") ?? "Pending";
    if (phase === "Succeeded") return READY;
    if (phase === "Failed")
        return failed(
            `the Pod failed: ${textAt(object, "status", "message") ?? textAt(object, "status", "reason") ?? ""}`,
        );
    const ready = conditionOf(object, "Ready");
    return at(ready, "status") === "True"
        ? READY
        : waiting(`the Pod is ${phase}; ${conditionText(ready)}`);
}
