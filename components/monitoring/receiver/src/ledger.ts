import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { NotifiedAlert } from "./notification.ts";

/** One alert from its beginning to its end. All times are RFC 3339. */
export const KeptAlert = z.object({
    /** Which series it is; with `startsAt` it is this one time that it fired. */
    fingerprint: z.string(),
    name: z.string(),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    /** When it began to fire, by Prometheus. */
    startsAt: z.string(),
    /** When it ended, by Prometheus; not there while it fires. */
    endsAt: z.string().optional(),
    /** When the receiver first heard of it. */
    toldAt: z.string(),
    /** When the receiver heard of its end. */
    endToldAt: z.string().optional(),
});
export type KeptAlert = z.infer<typeof KeptAlert>;

/** Alerts that ended longer ago are forgotten at the next start. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Alerts in a file of JSON lines, the later line of one alert counting; a torn last line is left out. */
export class Ledger {
    readonly #file: string;
    readonly #alerts = new Map<string, KeptAlert>();

    constructor(file: string, now = new Date()) {
        this.#file = file;
        for (const alert of readAlerts(file)) this.#alerts.set(keyOf(alert), alert);
        const oldest = now.getTime() - KEPT_MS;
        for (const [key, { endsAt }] of this.#alerts) {
            if (endsAt !== undefined && Date.parse(endsAt) < oldest) this.#alerts.delete(key);
        }
        // One line an alert, and a whole file or the old one.
        const lines = [...this.#alerts.values()].map((alert) => `${JSON.stringify(alert)}\n`);
        writeFileSync(`${file}.new`, lines.join(""));
        renameSync(`${file}.new`, file);
    }

    get size(): number {
        return this.#alerts.size;
    }

    /** Keeps what was told; the same told twice changes nothing. */
    add(told: readonly NotifiedAlert[], now = new Date()): void {
        for (const alert of told) {
            this.#close(alert, now);
            const known = this.#alerts.get(keyOf(alert));
            const kept = merge(known, alert, now.toISOString());
            if (kept === known) continue;
            appendFileSync(this.#file, `${JSON.stringify(kept)}\n`);
            this.#alerts.set(keyOf(kept), kept);
        }
    }

    /** Ends what the same series was before: nobody may have been there to tell of that end. */
    #close({ fingerprint, startsAt }: NotifiedAlert, now: Date): void {
        for (const [key, kept] of this.#alerts) {
            const isBefore = Date.parse(kept.startsAt) < Date.parse(startsAt);
            if (kept.fingerprint !== fingerprint || kept.endsAt !== undefined || !isBefore)
                continue;
            const ended = { ...kept, endsAt: startsAt, endToldAt: now.toISOString() };
            appendFileSync(this.#file, `${JSON.stringify(ended)}\n`);
            this.#alerts.set(key, ended);
        }
    }

    /** Alerts that fire or ended at or after that moment, in the order of their beginnings. */
    since(moment: Date): KeptAlert[] {
        return [...this.#alerts.values()]
            .filter(({ endsAt }) => endsAt === undefined || Date.parse(endsAt) >= moment.getTime())
            .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
    }
}

/** The known alert itself where nothing is new. */
function merge(known: KeptAlert | undefined, told: NotifiedAlert, now: string): KeptAlert {
    const alert = known ?? {
        fingerprint: told.fingerprint,
        name: told.labels["alertname"] ?? "",
        labels: told.labels,
        annotations: told.annotations,
        startsAt: told.startsAt,
        toldAt: now,
    };
    if (told.status === "firing" || alert.endsAt !== undefined) return alert;
    return { ...alert, endsAt: told.endsAt, endToldAt: now };
}

function keyOf({ fingerprint, startsAt }: { fingerprint: string; startsAt: string }): string {
    return `${fingerprint} ${startsAt}`;
}

function readAlerts(file: string): KeptAlert[] {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
        throw error;
    }
    // What follows the last line end was cut off while it was written.
    return text
        .split("\n")
        .slice(0, -1)
        .filter((line) => line !== "")
        .map((line) => KeptAlert.parse(JSON.parse(line)));
}
