import { TELEMETRY_TEST } from "../../../components/monitoring/client/event-gaps.ts";
import type { RunWriter } from "../write/run-writer.ts";
import type { Collector } from "./collector.ts";
import type { Sources } from "./sources.ts";

/** Takes each event of the shop when it is first told, and whenever it is told again. */
export class EventCollector implements Collector {
    readonly name = "events";
    readonly #sources: Pick<Sources, "events">;
    readonly #writer: Pick<RunWriter, "append">;
    readonly #began: Date;
    readonly #counts = new Map<string, number>();

    constructor(sources: Pick<Sources, "events">, writer: Pick<RunWriter, "append">, began: Date) {
        this.#sources = sources;
        this.#writer = writer;
        this.#began = began;
    }

    async collect(): Promise<void> {
        for (const event of await this.#sources.events(this.#began)) {
            if (event.reason === TELEMETRY_TEST) continue;
            const key = [event.object, event.reason, event.message].join("\n");
            if (this.#counts.get(key) === event.count) continue;
            this.#counts.set(key, event.count);
            this.#writer.append("events", { ...event, at: new Date(event.at).toISOString() });
        }
    }
}
