import type { KeptAlert } from "../../components/monitoring/client/alert-reader.ts";
import { mayFire, mustFire } from "../../components/monitoring/signals/expectations.ts";
import type { Signal } from "../../components/monitoring/signals/signal.ts";
import type { ProofAlert } from "./point.ts";

/** What an incident's alerts did, held against what the signals declare of it. */
export class AlertRecord {
    /** Names of the alerts that have to fire. */
    readonly must: readonly string[];
    readonly #may: readonly string[];
    #alerts: readonly KeptAlert[] = [];

    constructor(signals: readonly Signal[], incident: string) {
        this.must = mustFire(signals, incident).map(({ name }) => name);
        this.#may = mayFire(signals, incident).map(({ name }) => name);
    }

    /** Takes what the receiver has; an alert counts for the incident if it began at or after `since`. */
    take(alerts: readonly KeptAlert[], since: Date): void {
        this.#alerts = alerts.filter(({ startsAt }) => Date.parse(startsAt) >= since.getTime());
    }

    /** Alerts that have to fire and haven't. */
    missing(): string[] {
        return this.must.filter((name) => !this.#alerts.some((alert) => alert.name === name));
    }

    /** Each alert that fired, at its first time, in that order. @param appliedMs end of the engine's `up` */
    fired(appliedMs: number): ProofAlert[] {
        const first = new Map<string, KeptAlert>();
        for (const alert of this.#alerts) {
            const known = first.get(alert.name);
            if (known === undefined || alert.startsAt < known.startsAt) {
                first.set(alert.name, alert);
            }
        }
        return [...first.values()]
            .map(({ name, startsAt, labels }) => ({
                name,
                severity: labels["severity"] ?? "",
                declared: this.#declared(name),
                startsAt,
                secondsAfterApply: (Date.parse(startsAt) - appliedMs) / 1000,
            }))
            .sort((a, b) => a.secondsAfterApply - b.secondsAfterApply);
    }

    #declared(name: string): ProofAlert["declared"] {
        if (this.must.includes(name)) return "must";
        return this.#may.includes(name) ? "may" : "no";
    }
}
