import type { LoadRecord } from "../../evidence/schema/load.ts";
import { figure, plain } from "../text.ts";
import { broken } from "./metric-charts.ts";
import type { Measures, FigureTable, Sample } from "./run-model.ts";

type Tick = Exclude<LoadRecord, { report: unknown }>;
type Report = Extract<LoadRecord, { report: { total: unknown } }>["report"];

/** What the load itself measured, as its visitors. */
export function loadCharts(records: readonly LoadRecord[]): Measures[] {
    const ticks = records.filter(isTick);
    if (ticks.length === 0) return [];
    const line = (of: (tick: Tick) => number | null): readonly Sample[] =>
        broken(ticks.map((tick) => [Date.parse(tick.t), of(tick)]));
    const shared = { group: "Load", source: "Locust", limits: [] };
    return [
        {
            ...shared,
            id: "load-times",
            title: "Time to answer",
            unit: "ms",
            series: [
                { name: "p95", samples: line(({ p95Ms }) => p95Ms) },
                { name: "median", samples: line(({ p50Ms }) => p50Ms) },
            ],
            isStepped: false,
        },
        {
            ...shared,
            id: "load-rate",
            title: "Requests and failures",
            unit: "/s",
            series: [
                { name: "requests", samples: line(({ rps }) => rps) },
                { name: "failures", samples: line(({ failuresPerSecond }) => failuresPerSecond) },
            ],
            isStepped: false,
        },
        {
            ...shared,
            id: "load-users",
            title: "Users",
            unit: "",
            series: [{ name: "users", samples: line(({ users }) => users) }],
            isStepped: true,
        },
    ];
}

/** What it said at its end; nothing of a load that was taken away before. */
export function loadTables(records: readonly LoadRecord[]): FigureTable[] {
    const report = records.flatMap((one) => (isTick(one) ? [] : [one.report])).at(-1);
    if (report === undefined) return [];
    const errors = Object.entries(report.errors).sort(([, a], [, b]) => b - a);
    return [
        {
            title: "What the load measured",
            head: [
                "asked",
                "requests",
                "failed",
                "per second",
                "median, ms",
                "p95, ms",
                "longest, ms",
            ],
            rows: [
                ...Object.entries(report.endpoints).map(([name, figures]) =>
                    figuresRow(plain(name), figures),
                ),
                figuresRow("all", report.total),
            ],
        },
        ...(errors.length === 0
            ? []
            : [
                  {
                      title: "What failed of it",
                      head: ["error", "times"],
                      rows: errors.map(([text, times]) => [plain(text), figure(times)]),
                  },
              ]),
    ];
}

function isTick(record: LoadRecord): record is Tick {
    return "t" in record;
}

function figuresRow(name: string, figures: Report["total"]): string[] {
    const { requests, failures, requestsPerSecond, p50Ms, p95Ms, maxMs } = figures;
    return [
        name,
        ...[requests, failures, requestsPerSecond, p50Ms, p95Ms, maxMs].map((value) =>
            value === null ? "–" : figure(value),
        ),
    ];
}
