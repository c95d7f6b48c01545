import type { LogLine } from "../../../components/monitoring/client/log-reader.ts";
import type { LogRecord } from "../schema/observation.ts";
import type { RunWriter } from "../write/run-writer.ts";
import type { Collector } from "./collector.ts";
import type { Sources } from "./sources.ts";

/** A line is in the store after this long. */
const CARRIED_MS = 10_000;
/** How much is kept of the time before the run. */
const BEFORE_MS = 60_000;
/** Lines a second that are taken of one workload. */
const MOST_PER_SECOND = 10;
/** Who writes more is asked in slices of time, for the newest lines of each, so that no moment is left out. */
const SLICE_MS = 5_000;
/** Of a time in which nobody answered there may be much. */
const MOST_SLICES = 15;
/** A stack trace's beginning says what went wrong. */
const LONGEST = 4_000;
/** What a line is taken for that is only counted. */
const LINE_BYTES = 200;

/** Takes what the shop's containers wrote, workload by workload: a busy one leaves room for a quiet one's only line. */
export class LogCollector implements Collector {
    readonly name = "logs";
    readonly #sources: Pick<Sources, "lineCounts" | "lines">;
    readonly #writer: Pick<RunWriter, "append" | "leftOut">;
    #fromMs: number;

    constructor(
        sources: Pick<Sources, "lineCounts" | "lines">,
        writer: Pick<RunWriter, "append" | "leftOut">,
        began: Date,
    ) {
        this.#sources = sources;
        this.#writer = writer;
        this.#fromMs = began.getTime() - BEFORE_MS;
    }

    async collect(now: Date): Promise<void> {
        const toMs = now.getTime() - CARRIED_MS;
        if (toMs <= this.#fromMs) return;
        const [from, to] = [new Date(this.#fromMs), new Date(toMs)];
        const counts = await this.#sources.lineCounts(from, to);
        const found: { service: string; count: number; lines: LogLine[] }[] = [];
        for (const [service, count] of Object.entries(counts)) {
            const lines =
                count <= mostIn(toMs - this.#fromMs)
                    ? await this.#sources.lines(service, from, to, count)
                    : await this.#slices(service, toMs);
            found.push({ service, count, lines });
        }
        // Only now: what failed half-way is asked for again as a whole.
        for (const { service, count, lines } of found) {
            for (const line of lines) this.#writer.append("logs", recordOf(line), service);
            const left = count - lines.length;
            if (left > 0) this.#writer.leftOut("logs", left, left * LINE_BYTES);
        }
        this.#fromMs = toMs + 1;
    }

    async #slices(service: string, toMs: number): Promise<LogLine[]> {
        const sliceMs = Math.max(SLICE_MS, Math.ceil((toMs - this.#fromMs) / MOST_SLICES));
        const lines: LogLine[] = [];
        for (let fromMs = this.#fromMs; fromMs <= toMs; fromMs += sliceMs) {
            // A slice ends where the next one begins, and both ends of a question count.
            const endMs = Math.min(fromMs + sliceMs - 1, toMs);
            const [from, to] = [new Date(fromMs), new Date(endMs)];
            lines.push(...(await this.#sources.lines(service, from, to, mostIn(sliceMs))));
        }
        return lines;
    }
}

function mostIn(ms: number): number {
    return Math.ceil((ms / 1000) * MOST_PER_SECOND);
}

function recordOf({ time, service, pod, message, fields }: LogLine): LogRecord {
    const at = time.endsWith("Z") ? time : new Date(time).toISOString();
    return { at, service, pod, message: shortened(message), fields };
}

function shortened(text: string): string {
    if (text.length <= LONGEST) return text;
    return `${text.slice(0, LONGEST)}… (${text.length - LONGEST} characters more)`;
}
