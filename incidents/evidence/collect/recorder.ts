import { setTimeout as pause } from "node:timers/promises";
import { SIGNALS } from "../../../components/monitoring/signals/catalogue.ts";
import type { Reading } from "../../incident.ts";
import type { PageSample } from "../../witness/samples.ts";
import type { Evidence } from "../evidence.ts";
import type { ReadingRecord } from "../schema/observation.ts";
import type { CriterionRecord, Outcome } from "../schema/outcome.ts";
import type { Phase } from "../schema/phase.ts";
import type { Mark } from "../schema/timeline.ts";
import type { Snapshot } from "../snapshot.ts";
import type { RunWriter } from "../write/run-writer.ts";
import { AlertCollector } from "./alert-collector.ts";
import { type Collector, Lane } from "./collector.ts";
import { ContentRecord } from "./content-record.ts";
import { EventCollector } from "./event-collector.ts";
import { LoadCollector } from "./load-collector.ts";
import { LogCollector } from "./log-collector.ts";
import { MetricCollector } from "./metric-collector.ts";
import { OrderRecord } from "./order-record.ts";
import { readingLine } from "./reading-line.ts";
import { seriesDefinitions } from "./series.ts";
import type { Sources } from "./sources.ts";

/** Between two rounds: what a killed prover hasn't asked for yet. The stores in the cluster have it for longer. */
const ROUND_MS = 30_000;
/** Neither a recovery nor the end of a run waits longer for its evidence. */
const KEEP_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 45_000;

/** What is collected, of which run, and how time goes. */
export interface RecorderOptions {
    writer: RunWriter;
    sources: Sources;
    incident: string;
    stack: string;
    now?: () => Date;
    roundMs?: number;
    keepTimeoutMs?: number;
}

/**
 * Keeps what a proof sees and, beside it, asks in rounds those who watch the shop. A source that doesn't answer is a
 * gap by name; it is asked again, from where it was.
 */
export class Recorder implements Evidence {
    readonly #writer: RunWriter;
    readonly #now: () => Date;
    readonly #keepTimeoutMs: number;
    readonly #content: ContentRecord;
    readonly #orders: OrderRecord;
    readonly #alerts: AlertCollector;
    /** What goes with the recovery: it must not wait behind what takes long, and stays in its stores. */
    readonly #quick: Lane;
    readonly #slow: Lane;
    readonly #closing = new AbortController();

    constructor({ writer, sources, incident, stack, ...options }: RecorderOptions) {
        this.#writer = writer;
        this.#now = options.now ?? (() => new Date());
        this.#keepTimeoutMs = options.keepTimeoutMs ?? KEEP_TIMEOUT_MS;
        this.#content = new ContentRecord(sources, writer);
        this.#orders = new OrderRecord(writer);
        const began = this.#now();
        const series = seriesDefinitions(SIGNALS);
        writer.series(series);
        this.#alerts = new AlertCollector(sources, writer, SIGNALS, incident, began);
        const gap = (name: string, error: Error): void => writer.gap(name, error.message);
        this.#quick = new Lane(gap, [
            new LoadCollector(sources, writer, stack),
            new EventCollector(sources, writer, began),
            this.#alerts,
        ]);
        this.#slow = new Lane(gap, [
            new LogCollector(sources, writer, began),
            new MetricCollector(sources, writer, series, began),
        ]);
        void this.#rounds(options.roundMs ?? ROUND_MS);
    }

    phase(phase: Phase): void {
        this.#writer.phase(phase);
    }

    mark(name: Mark, text: string): void {
        const at = this.#now();
        this.#writer.append("timeline", { at: at.toISOString(), kind: "mark", name, text });
        if (name !== "applied") return;
        this.#alerts.applied(at);
        // Nobody waits for it: how fast the incident shows is measured from here.
        void this.#quick.ask(this.#during(), this.#now);
    }

    point(point: Outcome["points"][number]): void {
        this.#writer.append("timeline", { kind: "point", ...point });
    }

    criteria(decided: readonly CriterionRecord[]): void {
        for (const one of decided) this.#writer.append("criteria", one);
    }

    reading(at: Date, phase: ReadingRecord["phase"], reading: Reading): void {
        this.#writer.append("readings", readingLine(at, phase, reading));
        if (reading.orders !== undefined) this.#orders.seen(at, reading.orders);
    }

    page({ latencyMs, status, error }: PageSample, askedMs: number): void {
        this.#writer.append("http", {
            at: new Date(askedMs).toISOString(),
            phase: this.#writer.current,
            ms: Math.round(latencyMs * 10) / 10,
            status,
            ...(error === undefined ? {} : { error }),
        });
    }

    before(snapshot: Snapshot): void {
        this.#content.before(snapshot);
    }

    after(snapshot: Snapshot): void {
        this.#content.after(snapshot);
    }

    async keep(): Promise<void> {
        const asked = [this.#quick.round(this.#now), this.#quick.ask(this.#during(), this.#now)];
        await this.#within(this.#keepTimeoutMs, asked, "before the recovery");
    }

    /** Ends the rounds with a last one. */
    async close(): Promise<void> {
        this.#closing.abort();
        const asked = [this.#quick.round(this.#now), this.#slow.round(this.#now)];
        await this.#within(CLOSE_TIMEOUT_MS, asked, "at the end");
    }

    async #rounds(everyMs: number): Promise<void> {
        const { signal } = this.#closing;
        while (!signal.aborted) {
            await Promise.all([this.#quick.round(this.#now), this.#slow.round(this.#now)]);
            await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
        }
    }

    #during(): Collector[] {
        return [
            { name: "objects during", collect: (now) => this.#content.duringObjects(now) },
            { name: "broker during", collect: (now) => this.#content.duringBroker(now) },
        ];
    }

    async #within(ms: number, asked: readonly Promise<void>[], when: string): Promise<void> {
        const over = new AbortController();
        const late = pause(ms, "late", { signal: over.signal }).catch(() => "in time");
        if ((await Promise.race([Promise.all(asked), late])) === "late") {
            this.#writer.gap(when, `not all sources have answered within ${ms / 1000} s`);
        }
        over.abort();
    }
}
