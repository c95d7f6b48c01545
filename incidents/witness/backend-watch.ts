import type { KubeClient } from "../../components/kube/client.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { BackendReading, ReadingParts } from "../reading-parts.ts";
import type { Moment, Part } from "./part.ts";

/** Backends that the loads ask most; both count their answers in the histogram of the released images. */
const BACKENDS = ["catalogue", "user"] as const;
type Backend = (typeof BACKENDS)[number];

/** A mean over less time says little where a backend is asked a few times a second. */
const SPAN_MS = 5_000;

/** What a backend has answered since it started. */
export interface Served {
    count: number;
    seconds: number;
}

interface Sample extends Served {
    atMs: number;
}

/**
 * How long backends take for an answer, by their own histograms, so that neither the front-end nor the way
 * to the backend has a part in it. Asked through the API server's way to a Service, which is slow itself
 * on a busy machine.
 */
export class BackendWatch implements Part {
    readonly name = "backends";
    readonly pauseMs = 1_000;
    readonly #kube: Pick<KubeClient, "text">;
    #samples = new Map<Backend, Sample[]>();
    #slowest = new Map<Backend, number>();
    /** Means of the healthy shop; undefined until a fault has landed. */
    #healthy: ReadonlyMap<Backend, number> | undefined;

    constructor(kube: Pick<KubeClient, "text">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const all = this.#samples;
        const texts = await Promise.all(
            BACKENDS.map((backend) => this.#kube.text("GET", metricsOf(backend))),
        );
        const atMs = Date.now();
        // One that began before a command ended says nothing about what came of it.
        if (all !== this.#samples) return;
        for (const [index, backend] of BACKENDS.entries()) {
            const samples = all.get(backend) ?? [];
            samples.push({ ...parseServed(texts[index] ?? ""), atMs });
            all.set(backend, samples);
            const mean = meanMs(samples);
            if (mean === undefined) continue;
            this.#slowest.set(backend, Math.max(mean, this.#slowest.get(backend) ?? 0));
        }
    }

    began(moment: Moment): void {
        if (moment === "applied") this.#healthy ??= this.#means((samples) => samples[0]);
        this.#samples = new Map();
        this.#slowest = new Map();
    }

    lacks(): string | undefined {
        const [first, last] = [this.#samples.get("catalogue")?.[0], this.#last("catalogue")];
        const isShort =
            first === undefined || last === undefined || last.atMs - first.atMs < SPAN_MS;
        return isShort ? "backends: not read for long enough yet" : undefined;
    }

    complaint(): undefined {
        return undefined;
    }

    reading(): Partial<ReadingParts> {
        const now = this.#means();
        const healthy = this.#healthy ?? this.#means((samples) => samples[0]);
        const backends = BACKENDS.map((backend): [string, BackendReading] => [
            backend,
            {
                meanMs: now.get(backend),
                slowestMeanMs: this.#slowest.get(backend),
                baselineMeanMs: healthy.get(backend),
            },
        ]);
        return { backends: Object.fromEntries(backends) };
    }

    #last(backend: Backend): Sample | undefined {
        return this.#samples.get(backend)?.at(-1);
    }

    #means(from?: (samples: readonly Sample[]) => Sample | undefined): Map<Backend, number> {
        return new Map(
            [...this.#samples].flatMap(([backend, samples]): [Backend, number][] => {
                const mean = meanMs(samples, from?.(samples));
                return mean === undefined ? [] : [[backend, mean]];
            }),
        );
    }
}

/** Reads the histogram of all answers but those to the kubelet and to whoever measures. */
export function parseServed(text: string): Served {
    const served: Served = { count: 0, seconds: 0 };
    const line = /^request_duration_seconds_(sum|count)\{([^}]*)\} (\S+)$/gm;
    for (const [, kind, labels = "", value] of text.matchAll(line)) {
        if (/route="(health|metrics)"/.test(labels)) continue;
        served[kind === "sum" ? "seconds" : "count"] += Number(value);
    }
    return served;
}

/**
 * Mean time of an answer from one sample, by default the newest that is old enough, to the last; undefined
 * where nothing was answered or the service began anew.
 */
function meanMs(samples: readonly Sample[], from?: Sample): number | undefined {
    const last = samples.at(-1);
    if (last === undefined) return undefined;
    const first = from ?? samples.findLast((one) => last.atMs - one.atMs >= SPAN_MS);
    if (first === undefined || last.count <= first.count) return undefined;
    return ((last.seconds - first.seconds) / (last.count - first.count)) * 1000;
}

function metricsOf(backend: Backend): string {
    return `/api/v1/namespaces/${SHOP_NAMESPACE}/services/${backend}:80/proxy/metrics`;
}
