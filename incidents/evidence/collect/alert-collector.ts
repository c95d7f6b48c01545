import { mayFire, mustFire } from "../../../components/monitoring/signals/expectations.ts";
import type { Signal } from "../../../components/monitoring/signals/signal.ts";
import type { RunWriter } from "../write/run-writer.ts";
import type { Collector } from "./collector.ts";
import type { Sources } from "./sources.ts";

/** Takes each alert when the receiver has it, and once more when it has ended. */
export class AlertCollector implements Collector {
    readonly name = "alerts";
    readonly #sources: Pick<Sources, "alerts">;
    readonly #writer: Pick<RunWriter, "append">;
    readonly #must: ReadonlySet<string>;
    readonly #may: ReadonlySet<string>;
    readonly #began: Date;
    readonly #written = new Map<string, string>();
    #appliedMs: number | undefined;

    constructor(
        sources: Pick<Sources, "alerts">,
        writer: Pick<RunWriter, "append">,
        signals: readonly Signal[],
        incident: string,
        began: Date,
    ) {
        this.#sources = sources;
        this.#writer = writer;
        this.#must = namesOf(mustFire(signals, incident));
        this.#may = namesOf(mayFire(signals, incident));
        this.#began = began;
    }

    /** The engine's `up` has ended: alerts are told from then on, with the time from there. */
    applied(now: Date): void {
        this.#appliedMs = now.getTime();
    }

    async collect(): Promise<void> {
        const appliedMs = this.#appliedMs;
        if (appliedMs === undefined) return;
        for (const alert of await this.#sources.alerts(this.#began)) {
            const { name, labels, endsAt, fingerprint } = alert;
            const startsAt = utc(alert.startsAt);
            const key = `${fingerprint} ${startsAt}`;
            if (this.#written.get(key) === (endsAt ?? "")) continue;
            this.#written.set(key, endsAt ?? "");
            this.#writer.append("alerts", {
                name,
                severity: labels["severity"] ?? "",
                declared: this.#must.has(name) ? "must" : this.#may.has(name) ? "may" : "no",
                startsAt,
                ...(endsAt === undefined ? {} : { endsAt: utc(endsAt) }),
                secondsAfterApply: (Date.parse(startsAt) - appliedMs) / 1000,
                labels,
            });
        }
    }
}

function namesOf(signals: readonly Signal[]): ReadonlySet<string> {
    return new Set(signals.map(({ name }) => name));
}

function utc(time: string): string {
    return new Date(time).toISOString();
}
