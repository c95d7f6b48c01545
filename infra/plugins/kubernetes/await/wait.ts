/** Waiting for an object to become ready, or to go. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../cluster.ts";
import { mapAt, textAt, type KubeObject, type Reference } from "../kube-object.ts";
import { skipsAwait, waitForOf } from "../annotations.ts";
import {
    claimVerdict,
    needsEndpoints,
    quotaVerdict,
    serviceVerdict,
    volumeVerdict,
} from "./others.ts";
import { eventReasons, podReasons } from "./pod-reasons.ts";
import { READY, waiting, type Verdict } from "./verdict.ts";
import { waitForVerdict } from "./wait-for.ts";
import {
    daemonSetVerdict,
    deploymentVerdict,
    jobVerdict,
    podVerdict,
    statefulSetVerdict,
} from "./workloads.ts";

const SHORTEST_POLL_MS = 50;
const LONGEST_POLL_MS = 500;
const REASONS_EVERY_MS = 2_000;

const WORKLOADS: Record<string, (object: KubeObject) => Verdict> = {
    "apps/v1/Deployment": deploymentVerdict,
    "apps/v1/StatefulSet": statefulSetVerdict,
    "apps/v1/DaemonSet": daemonSetVerdict,
    "batch/v1/Job": jobVerdict,
    "v1/Pod": podVerdict,
};

export interface Waiting {
    cluster: Cluster;
    /** In seconds. */
    timeout: number;
    /** Ends the wait early; the object is then recorded as not ready. */
    signal: AbortSignal;
    /** Shows what is waited for; an empty text takes it away. */
    progress(message: string): void;
}

/** The object did not become ready; `object` is how it was seen last. */
export class NotReadyError extends Error {
    readonly object: KubeObject;
    readonly reasons: string[];

    constructor(message: string, object: KubeObject, reasons: string[]) {
        super(message);
        this.name = "NotReadyError";
        this.object = object;
        this.reasons = reasons;
    }
}

/** Whether the object, as it is, is ready. Asks the cluster for what its readiness depends on. */
export async function verdictOf(
    cluster: Cluster,
    inputs: KubeObject,
    live: KubeObject,
): Promise<Verdict> {
    if (skipsAwait(inputs)) return READY;
    const conditions = waitForOf(inputs);
    if (conditions !== undefined) return waitForVerdict(live, conditions);
    const id = `${String(live["apiVersion"])}/${String(live["kind"])}`;
    const namespace = textAt(live, "metadata", "namespace");
    const workload = WORKLOADS[id];
    if (workload !== undefined) return workload(live);
    switch (id) {
        case "v1/PersistentVolumeClaim": {
            const isPending = textAt(live, "status", "phase") !== "Bound";
            return claimVerdict(live, isPending ? await bindingMode(cluster, live) : undefined);
        }
        case "v1/PersistentVolume":
            return volumeVerdict(live);
        case "v1/ResourceQuota":
            return quotaVerdict(live);
        case "v1/Service": {
            const labelSelector = `kubernetes.io/service-name=${textAt(live, "metadata", "name")}`;
            const slices = needsEndpoints(live)
                ? await cluster.list("discovery.k8s.io/v1", "EndpointSlice", namespace, {
                      labelSelector,
                  })
                : [];
            return serviceVerdict(live, slices);
        }
        default:
            return READY;
    }
}

async function bindingMode(cluster: Cluster, claim: KubeObject): Promise<string | undefined> {
    const name = textAt(claim, "spec", "storageClassName");
    const classes = await cluster.list("storage.k8s.io/v1", "StorageClass", undefined);
    const isDefault = (object: KubeObject): boolean =>
        textAt(
            mapAt(object, "metadata", "annotations"),
            "storageclass.kubernetes.io/is-default-class",
        ) === "true";
    const own = classes.find((object) =>
        name === undefined ? isDefault(object) : textAt(object, "metadata", "name") === name,
    );
    return textAt(own, "volumeBindingMode");
}

/** Waits until the object is ready and returns it as it is then. Throws a `NotReadyError`. */
export async function untilReady(
    wait: Waiting,
    inputs: KubeObject,
    reference: Reference,
    first: KubeObject,
): Promise<KubeObject> {
    let live = first;
    let verdict = await verdictOf(wait.cluster, inputs, live);
    let details: string[] = [];
    let detailsDue = Date.now() + REASONS_EVERY_MS;
    const since = Date.now();
    const deadline = since + wait.timeout * 1000;
    const what = `${reference.kind} ${reference.name}`;
    for (let shown = ""; verdict.state !== "ready";) {
        if (Date.now() >= detailsDue || verdict.state === "failed") {
            details = await detailsOf(wait.cluster, live);
            detailsDue = Date.now() + REASONS_EVERY_MS;
        }
        const reasons = [...verdict.reasons, ...details];
        const message = reasons.join("; ");
        if (message !== shown) wait.progress((shown = message));
        if (verdict.state === "failed") throw new NotReadyError(`${what} failed`, live, reasons);
        if (wait.signal.aborted)
            throw new NotReadyError(`${what}: waiting was cancelled`, live, reasons);
        if (Date.now() >= deadline) {
            const all = [...verdict.reasons, ...(await detailsOf(wait.cluster, live))];
            throw new NotReadyError(`${what}: not ready within ${wait.timeout} s`, live, all);
        }
        await pause(since, wait.signal);
        const now = await wait.cluster.read(reference);
        if (now === undefined)
            throw new NotReadyError(`${what} was deleted while it was waited for`, live, reasons);
        live = now;
        verdict = await verdictOf(wait.cluster, inputs, live);
    }
    wait.progress("");
    return live;
}

/** Waits until the object is gone, or is another one of the same name. Throws a `NotReadyError`. */
export async function untilGone(wait: Waiting, reference: Reference): Promise<void> {
    const since = Date.now();
    const deadline = since + wait.timeout * 1000;
    let uid: string | undefined;
    for (let shown = ""; ;) {
        const live = await wait.cluster.read(reference);
        const found = textAt(live, "metadata", "uid");
        if (live === undefined || (uid !== undefined && found !== uid)) break;
        uid = found;
        const finalizers = JSON.stringify(mapAt(live, "metadata")["finalizers"] ?? []);
        const verdict = waiting(
            `waiting for deletion${finalizers === "[]" ? "" : `, finalizers ${finalizers}`}`,
        );
        const message = verdict.reasons.join();
        if (message !== shown) wait.progress((shown = message));
        const what = `${reference.kind} ${reference.name}`;
        if (wait.signal.aborted)
            throw new NotReadyError(
                `${what}: waiting for its deletion was cancelled`,
                live,
                verdict.reasons,
            );
        if (Date.now() >= deadline)
            throw new NotReadyError(
                `${what}: not gone within ${wait.timeout} s`,
                live,
                verdict.reasons,
            );
        await pause(since, wait.signal);
    }
    wait.progress("");
}

async function detailsOf(cluster: Cluster, live: KubeObject): Promise<string[]> {
    const namespace = textAt(live, "metadata", "namespace");
    if (namespace === undefined) return [];
    const selector = Object.entries(mapAt(live, "spec", "selector", "matchLabels"));
    const labelSelector = selector.map(([key, value]) => `${key}=${String(value)}`).join(",");
    const pods =
        labelSelector === "" ? [] : await cluster.list("v1", "Pod", namespace, { labelSelector });
    const names = new Set(
        [live, ...pods].map((object) => textAt(object, "metadata", "name") ?? ""),
    );
    const events = await cluster.list("v1", "Event", namespace, { fieldSelector: "type=Warning" });
    return [...podReasons(pods), ...eventReasons(events, names)];
}

/** Short at first, so that what is ready at once is seen at once; longer for what takes its time. */
async function pause(since: number, signal: AbortSignal): Promise<void> {
    const elapsed = Date.now() - since;
    const duration = Math.min(LONGEST_POLL_MS, Math.max(SHORTEST_POLL_MS, elapsed / 20));
    await sleep(duration, undefined, { signal }).catch(() => undefined); // an abort is looked at by the caller
}
