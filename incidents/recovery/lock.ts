import { performance } from "node:perf_hooks";
import { LabError } from "../../components/kit/error.ts";
import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import { span } from "../../components/kit/time.ts";
import { type KubeClient, KubeError, type KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { clusterNow } from "./cluster-facts.ts";
import { holderIn, holderText, leaseBody, LEASES, type Lease } from "./lease.ts";
import { fateOf } from "./process.ts";
import { pause } from "./rollout.ts";

/** A holder says that often that it lives. */
const RENEW_MS = 5_000;
/** One that has not said so for this long, by the clock of who looks, is taken for gone. */
const STALE_MS = 15_000;
const POLL_MS = 250;

/** What is locked: all commands on one stack, or the moment in which an incident takes its targets. */
export type LockName = `stack-${string}` | "recording";

/** A lock that is held; it is renewed until it is released or its process ends. */
export interface Lock {
    /** Whether it is still ours: a process that slept too long has lost it. */
    isHeld(): Promise<boolean>;
    /** Gives it up. Safe to repeat. */
    release(): Promise<void>;
}

export interface LockRequest {
    /** What the holder is doing, for whoever is refused: `pulumi up --stack incident-3`. */
    command: string;
    /** How long to wait for a holder that lives. */
    waitMs: number;
    say: (line: string) => void;
}

/**
 * Takes a lock in the cluster, so that it holds for every checkout and machine. The lock of a process that
 * is gone is taken over at once on its own machine, else after 15 s without a sign of life; both is said.
 *
 * @throws LabError naming holder and age where it is still held after `waitMs`
 */
export async function acquireLock(
    kube: KubeClient,
    name: LockName,
    { command, waitMs, say }: LockRequest,
): Promise<Lock> {
    const path = objectPath({ ...LEASES, name });
    const begun = performance.now();
    // A change of its version, not its time, tells that a holder lives: clocks differ and jump.
    let seen: { version: string; at: number } | undefined;
    let [lives, told] = [false, false];
    for (;;) {
        const made = await create(kube, leaseBody(name, command));
        if (made === "no lab") return NO_LOCK;
        if (made !== undefined) return held(kube, path, made);
        const found = (await kube.find(path)) as Lease | undefined;
        if (found === undefined) continue;
        const version = found.metadata.resourceVersion ?? "";
        const now = performance.now();
        const fate = fateOf(holderIn(found));
        lives ||= fate === "running" || (seen !== undefined && seen.version !== version);
        if (seen?.version !== version) seen = { version, at: now };
        const isSilent = fate === "unknown" && now - seen.at > STALE_MS;
        if (fate === "gone" || isSilent) {
            const why = isSilent ? `has not answered for ${span(STALE_MS)}` : "is gone";
            // Only this one: another who waits may have been faster.
            if (await removeLease(kube, path, found)) {
                say(`took over the lock ${name}: ${holderText(found)} ${why}`);
            }
            continue;
        }
        if (lives && now - begun > waitMs) throw await heldBy(kube, name, found);
        if (!told && lives) say(`waiting for ${holderText(found)}, which holds the lock ${name}`);
        told ||= lives;
        await pause(POLL_MS);
    }
}

/** Whether somebody holds that lock, as far as can be told from here. */
export async function isLocked(kube: KubeClient, name: LockName): Promise<boolean> {
    const found = (await kube.find(objectPath({ ...LEASES, name }))) as Lease | undefined;
    return found !== undefined && fateOf(holderIn(found)) !== "gone";
}

/** Removes the locks of processes that are gone, as far as can be told from here. */
export async function removeLeftLocks(
    kube: KubeClient,
    say: (line: string) => void,
): Promise<void> {
    for (const { metadata } of await kube.list(collectionPath(LEASES))) {
        const path = objectPath({ ...LEASES, name: metadata.name });
        const found = (await kube.find(path)) as Lease | undefined;
        if (found === undefined || fateOf(holderIn(found)) !== "gone") continue;
        if (await removeLease(kube, path, found)) {
            say(`removed the lock ${metadata.name}: ${holderText(found)} is gone`);
        }
    }
}

/** Does something while holding a lock. */
export async function withLock<T>(
    kube: KubeClient,
    name: LockName,
    request: LockRequest,
    work: (lock: Lock) => Promise<T>,
): Promise<T> {
    const lock = await acquireLock(kube, name, request);
    try {
        return await work(lock);
    } finally {
        await lock.release();
    }
}

/** Without the lab's namespace there is no incident to be at odds about. */
const NO_LOCK: Lock = { isHeld: () => Promise.resolve(true), release: () => Promise.resolve() };

function held(kube: KubeClient, path: string, made: Lease): Lock {
    let current: Lease | undefined = made;
    let renewing = Promise.resolve();
    const renew = async (): Promise<void> => {
        if (current === undefined) return;
        const spec = { ...current.spec, renewTime: new Date().toISOString().replace("Z", "000Z") };
        try {
            current = await kube.json<Lease>("PUT", path, { ...current, spec });
        } catch (error) {
            // Whatever else fails may pass until the next time; the lease lasts for three.
            const isLost = error instanceof KubeError && [404, 409].includes(error.status);
            if (isLost) current = undefined;
        }
    };
    const timer = setInterval(() => {
        renewing = renewing.then(renew);
    }, RENEW_MS);
    timer.unref();
    return {
        isHeld: async () => {
            renewing = renewing.then(renew);
            await renewing;
            return current !== undefined;
        },
        release: async () => {
            clearInterval(timer);
            await renewing;
            const last = current;
            current = undefined;
            try {
                if (last !== undefined) await removeLease(kube, path, last);
            } catch {
                // What it guarded is done; a lock that can't be given up is taken over by who wants it.
            }
        },
    };
}

async function create(kube: KubeClient, body: KubeObject): Promise<Lease | "no lab" | undefined> {
    try {
        return await kube.json<Lease>("POST", collectionPath(LEASES), body);
    } catch (error) {
        if (error instanceof KubeError && error.status === 409) return undefined;
        if (error instanceof KubeError && error.status === 404) return "no lab";
        throw error;
    }
}

async function removeLease(kube: KubeClient, path: string, lease: Lease): Promise<boolean> {
    const { uid, resourceVersion } = lease.metadata;
    try {
        await kube.json("DELETE", path, { preconditions: { uid, resourceVersion } });
        return true;
    } catch (error) {
        if (error instanceof KubeError && [404, 409].includes(error.status)) return false;
        throw error;
    }
}

async function heldBy(kube: KubeClient, name: LockName, lease: Lease): Promise<LabError> {
    const since = Date.parse(String(lease.metadata["creationTimestamp"]));
    const age = span((await clusterNow(kube)).getTime() - since);
    const { who, pid } = holderIn(lease);
    return new LabError({
        where: `${LAB_NAMESPACE}/${name} in the cluster`,
        found: `held by ${holderText(lease)}, for ${age}`,
        allowed: "one command at a time on a stack",
        cure: `wait for process ${pid} of ${who} to end, or end it, then run the same command again: what it leaves is found`,
    });
}
