/** Why the Pods of a workload don't come up, in the words of the kubelet and the scheduler. */
import type { Property } from "../../protocol/property.ts";
import { at, listAt, numberAt, textAt, type KubeObject } from "../kube-object.ts";
import { conditionOf, conditionText } from "./workloads.ts";

/** States of a waiting container that every start passes through. */
const USUAL = new Set(["ContainerCreating", "PodInitializing"]);

/** One line for each Pod that has something to say, e.g. `Pod catalogue-7d…: catalogue: [ImagePullBackOff] Back-off …`. */
export function podReasons(pods: readonly KubeObject[]): string[] {
    return pods.flatMap((pod) => {
        const problems = [
            ...schedulingProblems(pod),
            ...containers(pod).flatMap(containerProblems),
        ];
        return problems.length === 0
            ? []
            : [`Pod ${textAt(pod, "metadata", "name")}: ${problems.join("; ")}`];
    });
}

function schedulingProblems(pod: KubeObject): string[] {
    const scheduled = conditionOf(pod, "PodScheduled");
    return textAt(scheduled, "status") === "False" ? [conditionText(scheduled)] : [];
}

function containers(pod: KubeObject): Property[] {
    return [
        ...listAt(pod, "status", "initContainerStatuses"),
        ...listAt(pod, "status", "containerStatuses"),
    ];
}

function containerProblems(container: Property): string[] {
    const name = textAt(container, "name");
    const reason = textAt(container, "state", "waiting", "reason");
    const last = at(container, "lastState", "terminated");
    const lastEnd = last === undefined ? "" : ` (last: ${ending(last)})`;
    if (reason !== undefined && !USUAL.has(reason)) {
        return [
            `${name}: [${reason}] ${textAt(container, "state", "waiting", "message") ?? ""}${lastEnd}`,
        ];
    }
    const terminated = at(container, "state", "terminated");
    if (terminated !== undefined && numberAt(terminated, "exitCode") !== 0)
        return [`${name}: ${ending(terminated)}`];
    const isRunning = at(container, "state", "running") !== undefined;
    const restarts = numberAt(container, "restartCount") ?? 0;
    if (isRunning && at(container, "ready") === false && restarts > 0) {
        return [`${name}: not ready, ${restarts} restarts${lastEnd}`];
    }
    return isRunning && at(container, "ready") === false ? [`${name}: running, not ready`] : [];
}

function ending(terminated: Property): string {
    return `${textAt(terminated, "reason") ?? "ended"}, exit code ${numberAt(terminated, "exitCode") ?? "unknown"}`;
}

/** The warnings about these objects, newest last, each once: `[FailedMount] …`. */
export function eventReasons(events: readonly KubeObject[], names: ReadonlySet<string>): string[] {
    const lines = events
        .filter(
            (event) =>
                at(event, "type") === "Warning" &&
                names.has(textAt(event, "involvedObject", "name") ?? ""),
        )
        .sort((a, b) => (seenAt(a) < seenAt(b) ? -1 : 1))
        .map((event) => `[${textAt(event, "reason")}] ${textAt(event, "message") ?? ""}`);
    return [...new Set(lines)].slice(-3);
}

function seenAt(event: KubeObject): string {
    return textAt(event, "lastTimestamp") ?? textAt(event, "eventTime") ?? "";
}
