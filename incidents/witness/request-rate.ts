import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { SERVICES } from "../../components/shop/topology.ts";
import type { ReadingParts } from "../reading-parts.ts";
import type { Part } from "./part.ts";

const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
/** A rate is that of the last so many milliseconds. */
const WINDOW_MS = 10_000;
const MIN_SPAN_MS = 5_000;

interface Sample {
    atMs: number;
    /** Requests answered since the pod's start, by pod. */
    counts: ReadonlyMap<string, number>;
}

/** How much the front-end is asked, by its own counters: the load says nothing here of itself. */
export class RequestRate implements Part {
    readonly name = "requests";
    readonly pauseMs = 1_000;
    readonly #kube: Pick<KubeClient, "list" | "text">;
    #samples: Sample[] = [];

    constructor(kube: Pick<KubeClient, "list" | "text">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const samples = this.#samples;
        const pods = await this.#kube.list(`${PODS}?labelSelector=name%3Dfront-end`);
        const counts = await Promise.all(
            pods.map(async ({ metadata: { name } }): Promise<[string, number]> => {
                const address = `${PODS}/${name}:${SERVICES["front-end"].containerPort}/proxy`;
                return [name, answeredRequests(await this.#kube.text("GET", `${address}/metrics`))];
            }),
        );
        const atMs = Date.now();
        samples.push({ atMs, counts: new Map(counts) });
        while ((samples[0]?.atMs ?? atMs) < atMs - WINDOW_MS) samples.shift();
    }

    began(): void {
        this.#samples = [];
    }

    lacks(): string | undefined {
        return this.#rate() === undefined ? "requests: not counted for long enough yet" : undefined;
    }

    complaint(): undefined {
        return undefined;
    }

    reading(): Partial<ReadingParts> {
        return { requestsPerSecond: this.#rate() ?? 0 };
    }

    #rate(): number | undefined {
        const [first, last] = [this.#samples[0], this.#samples.at(-1)];
        if (first === undefined || last === undefined) return undefined;
        const spanMs = last.atMs - first.atMs;
        if (spanMs < MIN_SPAN_MS) return undefined;
        const more = [...last.counts].map(([pod, count]) => {
            const before = first.counts.get(pod) ?? 0;
            // A restarted container counts from zero again.
            return count >= before ? count - before : count;
        });
        return (more.reduce((sum, one) => sum + one, 0) / spanMs) * 1000;
    }
}

/** Requests that an exposition of the front-end counts. @throws Error where it counts none */
export function answeredRequests(text: string): number {
    const lines = [...text.matchAll(/^request_duration_seconds_count\{[^}]*\} (\S+)$/gm)];
    if (lines.length === 0)
        throw new Error("the front-end shows no request_duration_seconds_count");
    return lines.reduce((sum, [, value]) => sum + Number(value), 0);
}
