import { closeSync, fsync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_FILE, OUTCOME_FILE, plainFile, SERIES_FILE } from "../schema/files.ts";
import {
    EVIDENCE_FORMAT,
    EVIDENCE_VERSION,
    type Gap,
    type Manifest,
    type RunStatus,
} from "../schema/manifest.ts";
import type { SeriesDefinition } from "../schema/metric.ts";
import type { Outcome } from "../schema/outcome.ts";
import type { Phase } from "../schema/phase.ts";
import type { RecordOf } from "../schema/run.ts";
import { STREAM_NAMES, type StreamName } from "../schema/streams.ts";
import { thisProcess } from "../writer-process.ts";
import { Budget, RUN_LIMIT_BYTES } from "./budget.ts";
import { pack } from "./pack.ts";
import { writeWhole } from "./whole-file.ts";

/** How old what a machine's crash takes away may be; a process's takes nothing. */
const SYNC_MS = 5_000;

export type RunTitle = Pick<
    Manifest,
    "run" | "incident" | "title" | "stack" | "pace" | "withoutFault"
>;

/**
 * Writes the evidence of one run into its folder as it comes. Each record goes to the system at once, as text, so that
 * whatever ends this process, what was seen is there to read. A disk that takes no more ends the writing and nothing else.
 */
export class RunWriter {
    readonly folder: string;
    readonly #title: RunTitle;
    readonly #say: (line: string) => void;
    readonly #now: () => number;
    readonly #budget: Budget;
    readonly #handles = new Map<StreamName, number>();
    readonly #records = new Map<StreamName, number>();
    readonly #unsynced = new Set<number>();
    readonly #gaps = new Map<string, Gap>();
    readonly #phases: Manifest["phases"] = [];
    readonly #startedAt: string;
    readonly #timer: NodeJS.Timeout;
    #status: RunStatus = "running";
    #endedAt: string | undefined;
    /** True once nothing can be written any more, or nothing is to be. */
    #isClosed = false;

    /**
     * Makes the folder, with a manifest that says that it is written.
     * @param say told once where nothing can be written any more
     * @throws where the folder can't be made: nothing has been done yet
     */
    constructor(
        folder: string,
        title: RunTitle,
        say: (line: string) => void,
        { now = () => Date.now(), budget = new Budget() } = {},
    ) {
        this.folder = folder;
        this.#title = title;
        this.#say = say;
        this.#now = now;
        this.#budget = budget;
        this.#startedAt = this.#time();
        this.#timer = setInterval(() => this.#sync(), SYNC_MS);
        this.#timer.unref();
        mkdirSync(folder, { recursive: true });
        this.phase("baseline");
    }

    /** The phase the run is in. */
    get current(): Phase {
        return this.#phases.at(-1)?.name ?? "baseline";
    }

    /** A phase begins, and with it the one before ends. */
    phase(name: Phase): void {
        const at = this.#time();
        const last = this.#phases.at(-1);
        if (last !== undefined) last.to = at;
        this.#phases.push({ name, from: at });
        this.append("timeline", { at, kind: "phase", phase: name });
        this.#keepManifest();
    }

    /** Kinds of series of which records will come. */
    series(definitions: readonly SeriesDefinition[]): void {
        this.#write(SERIES_FILE, definitions);
    }

    /** A text for people beside what is read by programs. */
    text(file: string, text: string): void {
        this.#safely(() => writeWhole(join(this.folder, file), text));
    }

    /** Adds a record. @param key see {@link Budget.admits} */
    append<Name extends StreamName>(stream: Name, record: RecordOf<Name>, key?: string): void {
        const line = Buffer.from(`${JSON.stringify(record)}\n`);
        if (!this.#budget.admits(stream, line.length, new Date(this.#now()), key)) return;
        this.#safely(() => {
            const handle = this.#handle(stream);
            writeSync(handle, line);
            this.#unsynced.add(handle);
            this.#records.set(stream, (this.#records.get(stream) ?? 0) + 1);
        });
    }

    /** Something that wasn't asked for, because there is too much of it. */
    leftOut(stream: StreamName, records: number, bytes: number): void {
        this.#budget.leftOut(stream, records, bytes, new Date(this.#now()));
    }

    /** Something could not be collected; what fails again for the same reason is counted. */
    gap(source: string, reason: string): void {
        const at = this.#time();
        const known = this.#gaps.get(`${source}: ${reason}`);
        if (known !== undefined) {
            known.to = at;
            known.times++;
            return;
        }
        this.#gaps.set(`${source}: ${reason}`, { source, reason, from: at, to: at, times: 1 });
        this.append("timeline", { at, kind: "gap", source, reason });
        this.#keepManifest();
    }

    /** The run is over and decided: its outcome, then its streams compressed. */
    async end(status: Exclude<RunStatus, "running">, outcome: Outcome | undefined): Promise<void> {
        clearInterval(this.#timer);
        const at = this.#time();
        const last = this.#phases.at(-1);
        if (last !== undefined) last.to = at;
        this.append("timeline", { at, kind: "end", status });
        if (outcome !== undefined) this.#write(OUTCOME_FILE, outcome);
        [this.#status, this.#endedAt] = [status, at];
        // First that it has ended: what comes now changes nothing of what can be read.
        this.#keepManifest();
        for (const handle of this.#handles.values()) this.#safely(() => closeSync(handle));
        this.#handles.clear();
        const streams: NonNullable<Manifest["streams"]> = {};
        try {
            for (const stream of STREAM_NAMES) {
                const file = await pack(this.folder, stream, this.#records.get(stream) ?? 0);
                if (file !== undefined) streams[stream] = file;
            }
            this.#keepManifest(streams);
        } catch (error) {
            this.#broken(error as Error);
        }
        this.#isClosed = true;
    }

    #manifest(streams: Manifest["streams"]): Manifest {
        return {
            format: EVIDENCE_FORMAT,
            version: EVIDENCE_VERSION,
            ...this.#title,
            status: this.#status,
            startedAt: this.#startedAt,
            ...(this.#endedAt === undefined ? {} : { endedAt: this.#endedAt }),
            phase: this.current,
            phases: this.#phases,
            writer: thisProcess(),
            gaps: [...this.#gaps.values()],
            budget: {
                limitBytes: RUN_LIMIT_BYTES,
                usedBytes: this.#budget.usedBytes,
                truncated: this.#budget.truncated,
            },
            ...(streams === undefined ? {} : { streams }),
        };
    }

    #keepManifest(streams?: Manifest["streams"]): void {
        this.#write(MANIFEST_FILE, this.#manifest(streams));
    }

    #write(file: string, value: unknown): void {
        this.text(file, `${JSON.stringify(value, undefined, 4)}\n`);
    }

    #handle(stream: StreamName): number {
        const known = this.#handles.get(stream);
        if (known !== undefined) return known;
        const handle = openSync(join(this.folder, plainFile(stream)), "a");
        this.#handles.set(stream, handle);
        return handle;
    }

    /** Not waited for: a disk that is slow for a while must not hold up a witness. */
    #sync(): void {
        for (const handle of this.#unsynced) fsync(handle, () => undefined);
        this.#unsynced.clear();
    }

    #safely(write: () => void): void {
        if (this.#isClosed) return;
        try {
            write();
        } catch (error) {
            this.#broken(error as Error);
        }
    }

    #broken(error: Error): void {
        if (this.#isClosed) return;
        this.#isClosed = true;
        this.#say(`evidence is kept no more: ${error.message}`);
    }

    #time(): string {
        return new Date(this.#now()).toISOString();
    }
}
