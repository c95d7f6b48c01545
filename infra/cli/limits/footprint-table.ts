import { markdownTable } from "markdown-table";
import type { AtRest } from "./at-rest.ts";

/** What watching the shop costs while nobody shops. */
export interface Footprint {
    /** By program; the working set at the end of the rest, the CPU as its mean. */
    atRest: Record<string, AtRest>;
    /** Alerts that fired meanwhile. */
    alerts: readonly string[];
    /** Seconds that `up` of the baseline took on a ready cluster, the monitoring included. */
    baselineUpSeconds: number;
}

/** What it may cost. A fifth of a core is a tenth of the reference machine. */
export const FOOTPRINT_GOALS = { workingSetMi: 700, cpuMilli: 200, baselineUpSeconds: 90 } as const;

/** The figures as two markdown tables, and whether every goal is held. */
export function footprintTable({ atRest, alerts, baselineUpSeconds }: Footprint): {
    table: string;
    ok: boolean;
} {
    const programs = Object.entries(atRest).sort(([a], [b]) => a.localeCompare(b));
    const sum = (part: keyof AtRest): number =>
        programs.reduce((total, [, one]) => total + one[part], 0);
    const rows = [
        rate("working set, MiB", sum("workingSetMi"), FOOTPRINT_GOALS.workingSetMi),
        rate("CPU, thousandths of a core", sum("cpuMilli"), FOOTPRINT_GOALS.cpuMilli),
        rate(
            "baseline up on a ready cluster, s",
            baselineUpSeconds,
            FOOTPRINT_GOALS.baselineUpSeconds,
        ),
        {
            ok: alerts.length === 0,
            cells: ["alerts", [...new Set(alerts)].join(", ") || "none", "none"],
        },
    ];
    const each = markdownTable(
        [
            ["at rest", "working set, MiB", "CPU, thousandths of a core"],
            ...programs.map(([name, one]) => [
                name,
                one.workingSetMi.toFixed(1),
                one.cpuMilli.toFixed(1),
            ]),
        ],
        { align: ["l", "r", "r"] },
    );
    const whole = markdownTable(
        [
            ["all that watches", "measured", "goal", "ok"],
            ...rows.map(({ cells, ok }) => [...cells, ok ? "yes" : "NO"]),
        ],
        { align: ["l", "r", "r", "l"] },
    );
    return {
        table: `${each}\n\n${whole}`,
        // A figure that nobody took holds no goal.
        ok: programs.length > 0 && rows.every(({ ok }) => ok),
    };
}

function rate(what: string, value: number, goal: number): { ok: boolean; cells: string[] } {
    return { ok: value <= goal, cells: [what, value.toFixed(1), `≤ ${goal}`] };
}
