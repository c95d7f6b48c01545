import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { ContainerEnd, ReadingParts } from "../reading-parts.ts";
import type { Part } from "./part.ts";

const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
/** What a container that waits for its next start waits for. */
const BACK_OFF = "CrashLoopBackOff";

interface Ended extends ContainerEnd {
    containerID?: string;
}

interface StateView {
    terminated?: Ended;
    waiting?: { reason?: string };
}

interface ContainerView {
    state?: StateView;
    lastState?: StateView;
}

/**
 * How the containers of the shop end, from the status of their pods. A status holds the last end and the
 * one before, and after its first restart a container waits ten seconds and more for the next, so that
 * looks half a second apart lose none.
 */
export class TerminationWatch implements Part {
    readonly name = "terminations";
    readonly pauseMs = 500;
    readonly #kube: Pick<KubeClient, "list">;
    /** Ids of containers whose end is known. */
    readonly #known = new Set<string>();
    #ends = new Map<string, ContainerEnd[]>();
    #backedOff = new Set<string>();
    #workloads: readonly string[] = [];
    #hasRead = false;

    constructor(kube: Pick<KubeClient, "list">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const ends = this.#ends;
        // A pod that is being deleted ends because somebody wants it to.
        const pods = (await this.#kube.list(PODS)).filter(
            (pod) => pod.metadata.deletionTimestamp === undefined,
        );
        // One that began before a command ended says nothing about what came of it.
        const isCurrent = ends === this.#ends;
        for (const pod of pods) {
            const workload = pod.metadata.labels?.["name"] ?? pod.metadata.name;
            const status = pod["status"] as { containerStatuses?: ContainerView[] } | undefined;
            for (const { state, lastState } of status?.containerStatuses ?? []) {
                for (const one of [lastState?.terminated, state?.terminated]) {
                    if (one?.containerID === undefined || this.#known.has(one.containerID))
                        continue;
                    this.#known.add(one.containerID);
                    const { reason, exitCode } = one;
                    if (isCurrent) push(ends, workload, { reason, exitCode });
                }
                if (isCurrent && state?.waiting?.reason === BACK_OFF) this.#backedOff.add(workload);
            }
        }
        if (!isCurrent) return;
        this.#workloads = pods.map((pod) => pod.metadata.labels?.["name"] ?? pod.metadata.name);
        this.#hasRead = true;
    }

    /** What ended before is known, and no longer told. */
    began(): void {
        this.#ends = new Map();
        this.#backedOff = new Set();
        this.#hasRead = false;
    }

    lacks(): string | undefined {
        return this.#hasRead ? undefined : "terminations: not read yet";
    }

    /** What ended long ago is no news: restarts are counted from the healthy shop on. */
    complaint(): undefined {
        return undefined;
    }

    reading(): Partial<ReadingParts> {
        return {
            terminations: Object.fromEntries(
                [...new Set([...this.#workloads, ...this.#ends.keys()])].map((workload) => [
                    workload,
                    {
                        ends: [...(this.#ends.get(workload) ?? [])],
                        hasBackedOff: this.#backedOff.has(workload),
                    },
                ]),
            ),
        };
    }
}

function push(ends: Map<string, ContainerEnd[]>, workload: string, end: ContainerEnd): void {
    ends.set(workload, [...(ends.get(workload) ?? []), end]);
}
