import { LoadRecord } from "../schema/load.ts";
import type { RunWriter } from "../write/run-writer.ts";
import type { Collector } from "./collector.ts";
import type { Sources } from "./sources.ts";

/** Takes the figures that a load's master writes of itself, and its report. */
export class LoadCollector implements Collector {
    readonly name = "load";
    readonly #sources: Pick<Sources, "loadLog">;
    readonly #writer: Pick<RunWriter, "append">;
    readonly #stack: string;
    /** Time of the newest figures that were taken. */
    #last = "";
    #hasReport = false;

    constructor(
        sources: Pick<Sources, "loadLog">,
        writer: Pick<RunWriter, "append">,
        stack: string,
    ) {
        this.#sources = sources;
        this.#writer = writer;
        this.#stack = stack;
    }

    async collect(): Promise<void> {
        const since = this.#last === "" ? undefined : new Date(this.#last);
        for (const line of (await this.#sources.loadLog(this.#stack, since)).split("\n")) {
            const record = recordIn(line);
            if (record === undefined) continue;
            if ("report" in record) {
                if (!this.#hasReport) this.#writer.append("load", record);
                this.#hasReport = true;
            } else if (record.t > this.#last) {
                this.#last = record.t;
                this.#writer.append("load", record);
            }
        }
    }
}

/** Nothing for Locust's own lines, and for one that is still being written. */
function recordIn(line: string): LoadRecord | undefined {
    if (!line.startsWith("{")) return undefined;
    try {
        return LoadRecord.safeParse(JSON.parse(line)).data;
    } catch {
        return undefined;
    }
}
