import { LAB_NAMESPACE } from "../components/kit/labels.ts";
import type { KubeClient } from "../components/kube/client.ts";
import { collectionPath } from "../components/kube/path.ts";
import { LabError } from "../components/kit/error.ts";
import { readLoadLog, type LoadLog } from "./load-log.ts";
import { loadObjects, type LoadObjectsArgs } from "./load-objects.ts";

const path = (apiVersion: string, kind: string): string =>
    collectionPath({ apiVersion, kind, namespace: LAB_NAMESPACE });
const JOBS = path("batch/v1", "Job");
const MAPS = path("v1", "ConfigMap");
const SERVICES = path("v1", "Service");
const PODS = path("v1", "Pod");

/** Short beside the two seconds between two lines of figures. */
const LOOK_MS = 1000;

/** An overload can keep the API server from answering for a while; then it is asked again. */
const SILENCE_MS = 30_000;

/** Pods are given 2 s to end; the rest is for a busy machine. */
const REMOVAL_MS = 30_000;

/**
 * Runs a load outside any stack, waits for its end and leaves nothing of it behind.
 *
 * @param look called with the figures so far about once a second
 * @param signal ends it before its time; it is thrown
 * @throws LabError where it fails or hangs, with what its log says
 */
export async function runLoad(
    kube: KubeClient,
    args: LoadObjectsArgs,
    look: (log: LoadLog) => Promise<void> | void = () => undefined,
    signal?: AbortSignal,
): Promise<LoadLog> {
    const { profile, service, master, workers } = loadObjects(args);
    const deadline = Date.now() + (2 * args.load.durationSeconds + 90) * 1000;
    try {
        await kube.json("POST", MAPS, { apiVersion: "v1", kind: "ConfigMap", ...profile });
        await kube.json("POST", SERVICES, { apiVersion: "v1", kind: "Service", ...service });
        for (const job of [master, workers]) {
            await kube.json("POST", JOBS, { apiVersion: "batch/v1", kind: "Job", ...job });
        }
        let heardAt = Date.now();
        for (;;) {
            signal?.throwIfAborted();
            let ended: Awaited<ReturnType<typeof endOf>>;
            let text: string;
            try {
                ended = await endOf(kube, args.name);
                text = await masterLog(kube, args.name);
                heardAt = Date.now();
            } catch (error) {
                if (Date.now() - heardAt > SILENCE_MS) throw error;
                await pause(LOOK_MS);
                continue;
            }
            const log = readLoadLog(text);
            await look(log);
            if (ended === "succeeded" && log.report !== undefined) return log;
            if (ended !== undefined || Date.now() > deadline) {
                throw new LabError({
                    where: `Job ${LAB_NAMESPACE}/${args.name}`,
                    found: `${ended ?? "no end in time"}; its log ends with: ${text.slice(-500)}`,
                    allowed: "a load that runs to its end and reports",
                    cure: `kubectl -n ${LAB_NAMESPACE} get events, then again`,
                });
            }
            await pause(LOOK_MS);
        }
    } finally {
        await removeLoad(kube, args.name);
    }
}

/** Removes the objects of a load that was not run by a stack, those that are there, and waits for its pods' end. */
export async function removeLoad(kube: KubeClient, name: string): Promise<void> {
    await Promise.allSettled([
        ...[name, `${name}-worker`].map((job) =>
            kube.text("DELETE", `${JOBS}/${job}?propagationPolicy=Background`),
        ),
        kube.text("DELETE", `${SERVICES}/${name}`),
        kube.text("DELETE", `${MAPS}/${name}-profile`),
    ]);
    const deadline = Date.now() + REMOVAL_MS;
    while ((await kube.list(`${PODS}?labelSelector=name%3D${name}`)).length > 0) {
        if (Date.now() > deadline) throw stillThere(name);
        await pause(LOOK_MS / 4);
    }
}

function stillThere(name: string): LabError {
    return new LabError({
        where: `namespace ${LAB_NAMESPACE}`,
        found: `pods of ${name} ${REMOVAL_MS / 1000} s after they were removed`,
        allowed: "a load that leaves nothing behind",
        cure: `kubectl -n ${LAB_NAMESPACE} delete pods -l name=${name}`,
    });
}

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}

async function endOf(kube: KubeClient, name: string): Promise<"succeeded" | "failed" | undefined> {
    const job = await kube.json<{ status?: { succeeded?: number; failed?: number } }>(
        "GET",
        `${JOBS}/${name}`,
    );
    if (job.status?.failed) return "failed";
    return job.status?.succeeded ? "succeeded" : undefined;
}

/** What the master said so far; nothing while its container is being started. */
async function masterLog(kube: KubeClient, name: string): Promise<string> {
    const [pod] = await kube.list(`${PODS}?labelSelector=job-name%3D${name}`);
    if (pod === undefined) return "";
    const status = pod["status"] as { phase?: string } | undefined;
    if (status?.phase === "Pending") return "";
    return await kube.text("GET", `${PODS}/${pod.metadata.name}/log`);
}
