import { KubeError } from "../../../components/kube/client.ts";
import type { MetricRecord, SeriesDefinition } from "../schema/metric.ts";
import type { RunWriter } from "../write/run-writer.ts";
import type { Collector } from "./collector.ts";
import type { Sources } from "./sources.ts";

/** As often as Prometheus reads the shop. */
const STEP_S = 15;
/** A sample of this age is there; a younger one may not have been read yet. */
const SETTLED_S = 5;
/** How much is kept of the time before the run. */
const BEFORE_S = 180;

/** Takes each kind of series on from where it was taken to. One query at a time: the shop needs the cores. */
export class MetricCollector implements Collector {
    readonly name = "metrics";
    readonly #sources: Pick<Sources, "series">;
    readonly #writer: Pick<RunWriter, "append" | "gap">;
    readonly #definitions: readonly SeriesDefinition[];
    /** Unix seconds of the next sample, by series. */
    readonly #next = new Map<string, number>();
    readonly #fromS: number;

    constructor(
        sources: Pick<Sources, "series">,
        writer: Pick<RunWriter, "append" | "gap">,
        definitions: readonly SeriesDefinition[],
        began: Date,
    ) {
        this.#sources = sources;
        this.#writer = writer;
        this.#definitions = definitions;
        this.#fromS = aligned(began.getTime() / 1000 - BEFORE_S);
    }

    async collect(now: Date): Promise<void> {
        const toS = aligned(now.getTime() / 1000 - SETTLED_S);
        for (const { id, promql } of this.#definitions) {
            const fromS = this.#next.get(id) ?? this.#fromS;
            if (fromS > toS) continue;
            try {
                await this.#take(id, promql, fromS, toS);
            } catch (error) {
                // A query that is refused says nothing about the others; no answer does.
                if (!(error instanceof KubeError) || error.status >= 500) throw error;
                this.#writer.gap(`metrics ${id}`, error.message);
            }
            this.#next.set(id, toS + STEP_S);
        }
    }

    async #take(id: string, promql: string, fromS: number, toS: number): Promise<void> {
        const [from, to] = [new Date(fromS * 1000), new Date(toS * 1000)];
        for (const { metric, values } of await this.#sources.series(promql, from, to, STEP_S)) {
            const { __name__: _name, ...labels } = metric;
            const samples = values.map(([at, value]) => [at, figure(value)] as const);
            const record = {
                series: id,
                labels: told(labels),
                samples: samples as MetricRecord["samples"],
            };
            this.#writer.append("metrics", record, `${id} ${JSON.stringify(record.labels)}`);
        }
    }
}

/** Labels that tell series apart; where a target is, is the same for all or of no use afterwards. */
function told(labels: Record<string, string>): Record<string, string> {
    const { namespace: _namespace, instance: _instance, uid: _uid, ...rest } = labels;
    return rest;
}

function aligned(seconds: number): number {
    return Math.floor(seconds / STEP_S) * STEP_S;
}

/** Six digits are more than any of these figures is good for. */
function figure(text: string): number | null {
    const value = Number(text);
    return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
