import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { span } from "../../components/kit/time.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { draw } from "./draw.ts";
import type { Host } from "./host.ts";

/** What to kill, and how often. */
export interface Killing {
    /** Deployments of the shop; each kill draws one of them. */
    targets: readonly string[];
    /** Time from one kill to the next, in milliseconds. */
    everyMs: number;
    /** How many kills; undefined: until the Job is deleted. */
    times: number | undefined;
    seed: number;
    /** When the first kill is due, in milliseconds since 1970. */
    startAt: number;
}

const PODS = { apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE };

/** The least that a pod can be given to end: a crash says no good-byes. */
const GRACE_SECONDS = 1;

/** Between two looks at a Deployment's pods. */
const LOOK_MS = 250;

/**
 * Deletes a random pod of a random target at each turn, and says whether its Deployment was available
 * again before the next turn. Turns keep to the clock: the next kill comes when `every` has passed, be
 * the Deployment available or not. A pod that takes over goes on with the turn that is due.
 */
export async function killPods(kube: KubeClient, killing: Killing, host: Host): Promise<void> {
    const { everyMs, times = Number.POSITIVE_INFINITY, startAt } = killing;
    const { now, wait, say } = host;
    const first = Math.max(0, Math.ceil((now() - startAt) / everyMs));
    for (let turn = first; turn < times; turn++) {
        await wait(Math.max(0, startAt + turn * everyMs - now()));
        try {
            await killOne(kube, killing, turn, host);
        } catch (error) {
            say(`turn ${turn + 1}: ${(error as Error).message}`);
        }
    }
    say("done");
}

async function killOne(
    kube: KubeClient,
    { targets, seed, everyMs, startAt }: Killing,
    turn: number,
    { now, wait, say }: Host,
): Promise<void> {
    const target = targets[draw(seed, `target ${turn}`, targets.length)] ?? "";
    const pods = (await podsOf(kube, target)).filter(isStaying).sort(byAge);
    const pod = pods[draw(seed, `pod ${turn}`, Math.max(1, pods.length))];
    if (pod === undefined) return say(`turn ${turn + 1}: ${target} has no pod to kill`);
    const killedAt = now();
    const path = objectPath({ ...PODS, name: pod.metadata.name });
    await kube.json("DELETE", `${path}?gracePeriodSeconds=${GRACE_SECONDS}`);
    say(`turn ${turn + 1}: killed ${pod.metadata.name}`);
    const deadline = startAt + (turn + 1) * everyMs;
    while (now() < deadline) {
        await wait(Math.min(LOOK_MS, deadline - now()));
        const left = (await podsOf(kube, target)).filter(isStaying);
        const isBack = left.every((one) => one.metadata.uid !== pod.metadata.uid);
        if (isBack && left.length >= pods.length && left.every(isReady)) {
            return say(
                `turn ${turn + 1}: ${target} available again after ${span(now() - killedAt)}`,
            );
        }
    }
    say(`turn ${turn + 1}: ${target} not available again in ${span(now() - killedAt)}`);
}

async function podsOf(kube: KubeClient, target: string): Promise<KubeObject[]> {
    return await kube.list(`${collectionPath(PODS)}?labelSelector=name%3D${target}`);
}

function isStaying(pod: KubeObject): boolean {
    return pod.metadata.deletionTimestamp === undefined;
}

function isReady(pod: KubeObject): boolean {
    const { conditions = [] } = (pod["status"] ?? {}) as {
        conditions?: { type: string; status: string }[];
    };
    return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

/** Oldest first: names are random, so their order would make a seed mean nothing. */
function byAge(a: KubeObject, b: KubeObject): number {
    const key = ({ metadata }: KubeObject): string =>
        `${String(metadata["creationTimestamp"])} ${metadata.name}`;
    return key(a) < key(b) ? -1 : 1;
}
