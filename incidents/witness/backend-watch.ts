import { type KubeClient, KubeError } from "../../components/kube/client.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { BackendReading, ReadingParts } from "../reading-parts.ts";
import type { Moment, Part } from "./part.ts";
import { percentile } from "./samples.ts";

/** What is asked of each backend: what the load asks it for, and a check that reaches its store. */
const ASKED = { catalogue: "/catalogue", user: "/health" } as const;
type Backend = keyof typeof ASKED;

/** Asks of the last so many milliseconds make a reading, as for pages. */
const WINDOW_MS = 12_000;
/** Fewer make no 95th percentile; at four a second they are there after five seconds. */
const MIN_ASKS = 20;

interface Ask {
    atMs: number;
    latencyMs: number;
    hasFailed: boolean;
}

interface Figures {
    p50Ms: number;
    p95Ms: number;
}

/**
 * Asks backends without the front-end, through the API server's way to a Service: what is slow here is
 * slow whatever the front-end does. The way itself costs a few milliseconds, so figures are compared with
 * those of the healthy shop, asked the same way.
 */
export class BackendWatch implements Part {
    readonly name = "backends";
    readonly pauseMs = 250;
    readonly #kube: Pick<KubeClient, "text">;
    #asks = new Map<Backend, Ask[]>();
    /** Those of the healthy shop; undefined until a fault has landed. */
    #healthy: ReadonlyMap<Backend, Figures> | undefined;

    constructor(kube: Pick<KubeClient, "text">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const asks = this.#asks;
        await Promise.all(
            names().map(async (backend) => {
                const ask = await this.#ask(backend);
                // A healthy shop's count all: a busy moment of the machine must not make the measure.
                const oldest = this.#healthy === undefined ? 0 : ask.atMs - WINDOW_MS;
                const kept = (asks.get(backend) ?? []).filter((one) => one.atMs >= oldest);
                asks.set(backend, [...kept, ask]);
            }),
        );
    }

    began(moment: Moment): void {
        if (moment === "applied") {
            this.#healthy ??= new Map(
                [...this.#asks].map(([backend, asks]) => [backend, figures(asks)]),
            );
        }
        // What is on its way still goes into the old ones, which nobody reads any more.
        this.#asks = new Map();
    }

    lacks(): string | undefined {
        const few = names().find((backend) => (this.#asks.get(backend)?.length ?? 0) < MIN_ASKS);
        return few === undefined ? undefined : `backends: ${few} not asked often enough yet`;
    }

    complaint(): string | undefined {
        const bad = [...this.#asks].find(([, asks]) => asks.some((ask) => ask.hasFailed));
        return bad === undefined ? undefined : `${bad[0]}: an ask of its own failed`;
    }

    reading(): Partial<ReadingParts> {
        const backends = [...this.#asks].map(([backend, asks]): [string, BackendReading] => {
            const now = figures(asks);
            const healthy = this.#healthy?.get(backend) ?? now;
            const failedShare = asks.filter((ask) => ask.hasFailed).length / asks.length;
            return [
                backend,
                {
                    ...now,
                    baselineP50Ms: healthy.p50Ms,
                    baselineP95Ms: healthy.p95Ms,
                    failedShare,
                },
            ];
        });
        return { backends: Object.fromEntries(backends) };
    }

    async #ask(backend: Backend): Promise<Ask> {
        const path = `/api/v1/namespaces/${SHOP_NAMESPACE}/services/${backend}:80/proxy`;
        const start = performance.now();
        let hasFailed = false;
        try {
            await this.#kube.text("GET", `${path}${ASKED[backend]}`);
        } catch (error) {
            // An error of the API server's own (no answer at all) is no figure of a backend.
            if (!(error instanceof KubeError)) throw error;
            hasFailed = true;
        }
        return { atMs: Date.now(), latencyMs: performance.now() - start, hasFailed };
    }
}

function names(): Backend[] {
    return Object.keys(ASKED) as Backend[];
}

function figures(asks: readonly Ask[]): Figures {
    const latencies = asks.map((ask) => ask.latencyMs);
    return { p50Ms: percentile(latencies, 0.5), p95Ms: percentile(latencies, 0.95) };
}
