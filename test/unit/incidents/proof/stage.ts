import type { KeptAlert } from "../../../../components/monitoring/client/alert-reader.ts";
import { SIGNALS } from "../../../../components/monitoring/signals/catalogue.ts";
import { mustFire } from "../../../../components/monitoring/signals/expectations.ts";
import type { Evidence } from "../../../../incidents/evidence/evidence.ts";
import type { Snapshot } from "../../../../incidents/evidence/snapshot.ts";
import type { Criterion, Incident, Reading } from "../../../../incidents/incident.ts";
import type { LoadState } from "../../../../incidents/proof/cluster-view.ts";
import type { Engine } from "../../../../incidents/proof/options.ts";
import type { Proof } from "../../../../incidents/proof/point.ts";
import { provenBy } from "../../../../incidents/proof/prove.ts";
import type { RunOptions, Senses } from "../../../../incidents/proof/senses.ts";
import type { Moment } from "../../../../incidents/witness/part.ts";
import { CALM } from "../readings.ts";

/** A moment of a play: which command ended last, and how many seconds ago. */
export interface Scene {
    moment: "healthy" | Moment;
    seconds: number;
}

/** What is different from an incident that works as it claims to. */
export interface Play {
    incident?: Partial<Incident>;
    options?: Partial<RunOptions>;
    /** What the witness measures then, over a calm shop. Default p95 500 ms while applied. */
    reading?: (scene: Scene) => Partial<Reading>;
    /** The load, so many seconds after it was applied. Default none. */
    load?: (secondsSinceUp: number) => LoadState["state"];
    /** Exit codes of the engine's commands, by command, in turn. Default 0. */
    codes?: Partial<Record<keyof Engine, number[]>>;
    /** Content of the shop, by when it is looked at. Default the same before and after. */
    content?: (turn: number) => Snapshot["rows"];
    leftOvers?: string[];
    /** What isn't seen of the shop, so many seconds after the beginning. Default nothing. */
    gaps?: (seconds: number) => string[];
    /** What the receiver knows then. Default the declared ones of incident-8, from the moment it is up. */
    alerts?: (scene: Scene) => StagedAlert[];
    /** What fires besides, and the receiver isn't told of. Default nothing. */
    untold?: (scene: Scene) => StagedAlert[];
    /** What the witness doesn't see then. Default nothing. */
    lacking?: (scene: Scene) => string[];
    /** Called whenever time passes. */
    onPause?: (scene: Scene) => void;
}

/** An alert: its name, and when it began and ended, in seconds since the beginning of the play. */
export interface StagedAlert {
    name: string;
    at: number;
    endedAt?: number;
}

/** What came of a play. */
export interface Played {
    proof: Proof;
    commands: string[];
    said: string[];
    /** What was told to the evidence, in that order: what it is, and of some what it is about. */
    kept: [what: keyof Evidence, about?: unknown][];
    /** When the incident was destroyed, in seconds since it was up. */
    destroyedAfter: number;
}

/** Must: pages are slow. */
export const SLOW: Criterion = {
    name: "pages are slow",
    expected: "p95 ≥ 100 ms",
    source: "test",
    unit: "ms",
    figure: (reading) => reading.catalogueP95Ms,
    value: (reading) => `p95 ${reading.catalogueP95Ms} ms`,
    holds: (reading) => reading.catalogueP95Ms >= 100,
};

/** Must-not: pages fail. */
export const FAILS: Criterion = {
    name: "pages fail",
    expected: "0 failed",
    source: "test",
    value: (reading) => `${reading.failedShare} failed`,
    holds: (reading) => reading.failedShare > 0,
};

/** Recovered: pages are fast. */
export const FAST: Criterion = {
    name: "pages are fast",
    expected: "p95 < 100 ms",
    source: "test",
    value: (reading) => `p95 ${reading.catalogueP95Ms} ms`,
    holds: (reading) => reading.catalogueP95Ms < 100,
};

const BEGAN = Date.parse("2026-01-01T00:00:00Z");

function alertOf({ name, at, endedAt }: StagedAlert): KeptAlert {
    const time = (seconds: number): string => new Date(BEGAN + seconds * 1000).toISOString();
    return {
        fingerprint: name,
        name,
        labels: { severity: "critical" },
        annotations: {},
        startsAt: time(at),
        toldAt: time(at),
        ...(endedAt === undefined ? {} : { endsAt: time(endedAt) }),
    };
}

/** Runs a proof on a stage: no cluster, no engine, and time passes only where the proof waits. */
export async function play(play: Play = {}): Promise<Played> {
    const { options, senses, seen } = stage(play);
    const proof = await provenBy(options, senses);
    return { proof, ...seen() };
}

/** The stage itself, for who calls the points one by one. */
export function stage(play: Play): {
    options: RunOptions;
    senses: Senses;
    seen: () => Omit<Played, "proof">;
} {
    const began = BEGAN;
    let now = began;
    let moment: Scene["moment"] = "healthy";
    let momentAt = now;
    let upAt = now;
    let destroyedAfter = Number.NaN;
    let snapshots = 0;
    const incidentId = play.incident?.id ?? "incident-8";
    const worked = ({ moment }: Scene): StagedAlert[] => {
        if (moment === "healthy") return [];
        const at = (upAt - began) / 1000;
        return mustFire(SIGNALS, incidentId).map(({ name }) => ({ name, at }));
    };
    const staged = (): StagedAlert[] => (play.alerts ?? worked)(scene());
    const isFiring = ({ endedAt }: StagedAlert): boolean => endedAt === undefined;
    const nameOf = ({ name }: StagedAlert): string => name;
    const commands: string[] = [];
    const said: string[] = [];
    const kept: Played["kept"] = [];
    const scene = (): Scene => ({ moment, seconds: (now - momentAt) / 1000 });
    const evidence: Evidence = {
        phase: (phase) => void kept.push(["phase", phase]),
        mark: (name) => void kept.push(["mark", name]),
        point: (point) => void kept.push(["point", point]),
        criteria: (decided) => void kept.push(["criteria", decided]),
        reading: (at, phase) => void kept.push(["reading", `${at.toISOString()} ${phase}`]),
        page: () => void kept.push(["page"]),
        before: () => void kept.push(["before"]),
        after: () => void kept.push(["after"]),
        keep: () => Promise.resolve(void kept.push(["keep", commands.length])),
    };
    const command = (name: keyof Engine) => (stack: string) => {
        commands.push(`${name} ${stack}`);
        if (name === "destroy") destroyedAfter = (now - upAt) / 1000;
        const code = play.codes?.[name]?.shift() ?? 0;
        return Promise.resolve({
            code,
            output:
                code === 0 ? "" : `warning: w\n  error: ${name} went wrong\n    because\n\nmore`,
        });
    };
    const senses: Senses = {
        witness: {
            began: (next) => {
                [moment, momentAt] = [next, now];
                if (next === "applied") upAt = now;
            },
            complaints: () => [],
            failures: () => 0,
            forgetPages: () => undefined,
            healthyState: () => ({ p95Ms: 10, restarts: {} }),
            lacking: () => play.lacking?.(scene()) ?? [],
            readiness: () => ({ pages: 30, cpu: true, lastError: undefined }),
            reading: () => {
                const slow = moment === "applied" ? { catalogueP95Ms: 500 } : {};
                return { ...CALM, ...(play.reading?.(scene()) ?? slow) };
            },
        },
        cluster: {
            snapshot: () => {
                const rows = play.content?.(++snapshots) ?? {};
                const nothing = { broker: { policies: [], queues: [] }, documents: {} };
                return Promise.resolve({
                    takenAt: "",
                    objects: {},
                    restarts: {},
                    rows,
                    ...nothing,
                });
            },
            leftOvers: () => Promise.resolve(play.leftOvers ?? []),
            load: () => {
                const state = play.load?.((now - upAt) / 1000) ?? "none";
                if (state === "ended") return Promise.resolve({ state, atMs: now });
                if (state === "failed") {
                    return Promise.resolve({ state, atMs: now, reason: "DeadlineExceeded" });
                }
                return Promise.resolve({ state });
            },
        },
        monitoring: {
            gaps: () => Promise.resolve(play.gaps?.((now - began) / 1000) ?? []),
            firing: () => Promise.resolve(staged().filter(isFiring).map(nameOf)),
            firedSince: (since) => {
                const from = (since.getTime() - began) / 1000;
                const all = [...staged(), ...(play.untold?.(scene()) ?? [])];
                const seen = all.filter(({ at, endedAt = at }) => Math.max(at, endedAt) >= from);
                return Promise.resolve(seen.map(nameOf));
            },
            alerts: () => Promise.resolve().then(() => staged().map(alertOf)),
        },
        clock: {
            now: () => now,
            pause: (ms, signal) => {
                now += ms;
                play.onPause?.(scene());
                signal?.throwIfAborted();
                return Promise.resolve();
            },
        },
    };
    const incident: Incident = {
        id: "incident-8",
        title: "a play",
        must: [SLOW],
        mustNot: [FAILS],
        recovered: [FAST],
        ...play.incident,
    };
    const options: RunOptions = {
        incident,
        stack: "s",
        baselineStack: "b",
        engine: {
            previewUnchanged: command("previewUnchanged"),
            up: command("up"),
            destroy: command("destroy"),
        },
        evidence,
        say: (line) => void said.push(line),
        ...play.options,
    };
    return { options, senses, seen: () => ({ commands, said, kept, destroyedAfter }) };
}

/** Names of points that don't hold. */
export function failed({ proof }: Played): string[] {
    return proof.points.filter((point) => !point.holds).map((point) => point.name);
}
