import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { AlertRecord } from "./alert-record.ts";
import { LOOK_PAUSE_MS } from "./clock.ts";
import type { MonitoringView } from "./monitoring-view.ts";
import type { ProofAlert } from "./point.ts";
import type { Clock } from "./senses.ts";

/** The first scrapes and lines of a monitoring that has just come up. */
const TELEMETRY_TIMEOUT_MS = 120_000;
/** How long an alert goes on after its cause: the longest window of a rule, and what it takes to tell; with room. */
const QUIET_TIMEOUT_MS = 180_000;
/** The longest window of a rule, its hold time and a scrape; with room. */
const ALERT_TIMEOUT_MS = 180_000;
/** From the moment when an alert begins to fire to the moment when the receiver knows, with room. */
const TOLD_MS = 10_000;
/** Alertmanager tells of what changed in a group every 15 s. */
const ANSWER_TIMEOUT_MS = 40_000;

/** How a point came out: what was seen, and the reasons where it doesn't hold. */
export interface Verdict {
    holds: boolean;
    seen: string;
    because: readonly string[];
}

/** The points of a proof that stand on what watches the shop. */
export class MonitoringPoints {
    readonly #view: MonitoringView;
    readonly #clock: Clock;
    readonly #signal: AbortSignal | undefined;
    readonly #record: AlertRecord;
    #quietAt = 0;
    #appliedAt = 0;
    #applyToAlert: number | undefined;

    constructor(
        incident: string,
        view: MonitoringView,
        clock: Clock,
        signal: AbortSignal | undefined,
    ) {
        this.#view = view;
        this.#clock = clock;
        this.#signal = signal;
        this.#record = new AlertRecord(SIGNALS, incident);
    }

    /** From the end of `up` to the last of the alerts that have to fire, in seconds. */
    get applyToAlertSeconds(): number | undefined {
        return this.#applyToAlert;
    }

    /** Alerts so far, each at its first time. */
    fired(): ProofAlert[] {
        return this.#record.fired(this.#appliedAt);
    }

    /** Whether the shop is seen at all: a proof on blind eyes is void. */
    async telemetry(): Promise<Verdict> {
        const gaps = await this.#until(TELEMETRY_TIMEOUT_MS, () => this.#view.gaps());
        const seen = gaps.join("; ") || "metrics, logs and events of every workload";
        return { holds: gaps.length === 0, seen, because: gaps };
    }

    /** Waits until nothing fires of what was before; what begins from then on is the incident's. */
    async quiet(): Promise<string[]> {
        return await this.#until(QUIET_TIMEOUT_MS, async () => {
            this.#quietAt = this.#clock.now();
            return await this.#view.firing();
        });
    }

    /** The engine's `up` has ended. */
    applied(): void {
        this.#appliedAt = this.#clock.now();
    }

    /**
     * Waits for the alerts that have to fire; where the signature wasn't seen, only asks once.
     * @param look called about once a second meanwhile
     */
    async declared(red: boolean, look: () => Promise<void>): Promise<Verdict> {
        const left = Math.max(this.#appliedAt + ALERT_TIMEOUT_MS - this.#clock.now(), TOLD_MS);
        const missing = await this.#until(red ? left : 0, async () => {
            await this.#take();
            const names = this.#record.missing();
            if (names.length > 0) await look();
            return names;
        });
        const fired = this.fired().filter(({ declared }) => declared === "must");
        if (missing.length === 0) this.#applyToAlert = fired.at(-1)?.secondsAfterApply;
        const seen = [...fired.map(whenOf), ...missing.map((name) => `${name} never`)];
        return {
            holds: missing.length === 0,
            seen: seen.join(", ") || "none has to",
            because: missing.map((name) => `${name} did not fire`),
        };
    }

    /**
     * Whether any alert began, until now, that isn't declared for this incident. Prometheus is asked as well:
     * an alert that nobody was told of is one too, and a way of alerts that is broken would look like calm.
     */
    async other(): Promise<Verdict> {
        const untold = await this.#until(ANSWER_TIMEOUT_MS, async () => {
            await this.#take();
            const told = this.fired().map(({ name }) => name);
            const names = await this.#view.firedSince(new Date(this.#quietAt));
            return names.filter((name) => !told.includes(name));
        });
        const fired = this.fired();
        const other = [
            ...fired.filter(({ declared }) => declared === "no").map(whenOf),
            ...untold.map((name) => `${name}, of which the receiver was not told`),
        ];
        const allowed = fired.filter(({ declared }) => declared === "may").map(whenOf);
        const calm = allowed.length === 0 ? "none" : `none; allowed: ${allowed.join(", ")}`;
        const seen = other.join(", ") || calm;
        return { holds: other.length === 0, seen, because: other };
    }

    async #take(): Promise<void> {
        const since = new Date(this.#quietAt);
        this.#record.take(await this.#view.alerts(since), since);
    }

    /**
     * Asks until nothing is named any more, or the time is up.
     * @throws what `ask` throws at the end: under an overload an answer can fail to come for a while
     */
    async #until(timeoutMs: number, ask: () => Promise<string[]>): Promise<string[]> {
        const deadline = this.#clock.now() + timeoutMs;
        for (;;) {
            try {
                const named = await ask();
                if (named.length === 0 || this.#clock.now() >= deadline) return named;
            } catch (error) {
                if (this.#clock.now() >= deadline) throw error;
            }
            await this.#clock.pause(LOOK_PAUSE_MS, this.#signal);
        }
    }
}

function whenOf({ name, secondsAfterApply }: ProofAlert): string {
    return `${name} after ${secondsAfterApply.toFixed(0)} s`;
}
