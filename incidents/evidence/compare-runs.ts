import type { EvidenceRun } from "./schema/run.ts";
import type { CriterionRecord } from "./schema/outcome.ts";
import { momentOf } from "./schema/phase.ts";

/** One thing of two runs; undefined where a run has none. */
export interface ComparedRow {
    part: "run" | "criterion" | "alert" | "series";
    name: string;
    /** Of a figure its unit, else "". */
    unit: string;
    a: string | number | undefined;
    b: string | number | undefined;
}

/** Two runs side by side: how they came out, what was seen, what fired when, and the series' medians while it was applied. */
export function compareRuns(a: EvidenceRun, b: EvidenceRun): ComparedRow[] {
    return [...aboutRun(a, b), ...criteria(a, b), ...alerts(a, b), ...series(a, b)];
}

function aboutRun(a: EvidenceRun, b: EvidenceRun): ComparedRow[] {
    const row = (
        name: string,
        unit: string,
        value: (run: EvidenceRun) => string | number | undefined,
    ): ComparedRow => ({ part: "run", name, unit, a: value(a), b: value(b) });
    const phases = [...new Set([a, b].flatMap(({ manifest }) => manifest.phases.map(nameOf)))];
    return [
        row("incident", "", ({ manifest }) => manifest.incident),
        row("status", "", ({ status }) => status),
        row("pace", "", ({ manifest }) => manifest.pace),
        row("apply → red", "s", ({ outcome }) => outcome?.applyToRedSeconds),
        row("apply → alerts", "s", ({ outcome }) => outcome?.applyToAlertSeconds),
        row("load end → healed", "s", ({ outcome }) => outcome?.loadEndToHealedSeconds),
        row("destroy → green", "s", ({ outcome }) => outcome?.destroyToGreenSeconds),
        ...phases.map((phase) => row(`phase ${phase}`, "s", (run) => secondsOf(run, phase))),
    ];
}

function criteria(a: EvidenceRun, b: EvidenceRun): ComparedRow[] {
    const keyOf = ({ group, name }: CriterionRecord): string => `${group}: ${name}`;
    const [ofA, ofB] = [a, b].map(({ records }) =>
        Object.fromEntries(records.criteria.map((one) => [keyOf(one), one])),
    );
    return namesOf(ofA, ofB).map((name) => ({
        part: "criterion",
        name,
        unit: "",
        a: judged(ofA?.[name]),
        b: judged(ofB?.[name]),
    }));
}

function judged(one: CriterionRecord | undefined): string | undefined {
    return one === undefined ? undefined : `${one.asExpected ? "✓" : "✗"} ${one.value}`;
}

function alerts(a: EvidenceRun, b: EvidenceRun): ComparedRow[] {
    const [ofA, ofB] = [a, b].map(({ records }) => {
        const first: Record<string, number> = {};
        for (const { name, secondsAfterApply } of records.alerts) {
            first[name] = Math.min(first[name] ?? Infinity, secondsAfterApply);
        }
        return first;
    });
    return namesOf(ofA, ofB).map((name) => {
        return { part: "alert", name, unit: "s", a: ofA?.[name], b: ofB?.[name] };
    });
}

function series(a: EvidenceRun, b: EvidenceRun): ComparedRow[] {
    const [ofA, ofB] = [medians(a), medians(b)];
    const units = new Map([...a.series, ...b.series].map(({ id, unit }) => [id, unit]));
    return namesOf(ofA, ofB).map((name) => {
        const unit = units.get(name.split(" ")[0] ?? "") ?? "";
        return { part: "series", name, unit, a: ofA[name], b: ofB[name] };
    });
}

/** The median of each series over the time that the incident was applied, by its id and labels. */
export function medians({ manifest, records }: EvidenceRun): Record<string, number> {
    const during = manifest.phases.filter(({ name }) => momentOf(name) === "during");
    const [first, last] = [during[0], during.at(-1)];
    if (first === undefined || last === undefined) return {};
    const from = Date.parse(first.from) / 1000;
    const to = last.to === undefined ? Infinity : Date.parse(last.to) / 1000;
    const values = new Map<string, number[]>();
    for (const { series: id, labels, samples } of records.metrics) {
        const name = [id, ...Object.values(labels)].join(" ");
        const inside = samples.flatMap(([at, value]) =>
            at >= from && at <= to && value !== null ? [value] : [],
        );
        if (inside.length > 0) values.set(name, [...(values.get(name) ?? []), ...inside]);
    }
    return Object.fromEntries([...values].map(([name, all]) => [name, medianOf(all)]));
}

function medianOf(values: readonly number[]): number {
    const sorted = values.toSorted((x, y) => x - y);
    const half = sorted.length / 2;
    const [below = 0, above = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
    return (below + above) / 2;
}

function secondsOf({ manifest }: EvidenceRun, phase: string): number | undefined {
    const found = manifest.phases.find(({ name }) => name === phase);
    if (found?.to === undefined) return undefined;
    return (Date.parse(found.to) - Date.parse(found.from)) / 1000;
}

function nameOf({ name }: { name: string }): string {
    return name;
}

function namesOf(
    a: Readonly<Record<string, unknown>> = {},
    b: Readonly<Record<string, unknown>> = {},
): string[] {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
