import type { ChangeRecord } from "../../../incidents/evidence/schema/content.ts";
import { Manifest } from "../../../incidents/evidence/schema/manifest.ts";
import type { MetricRecord, SeriesDefinition } from "../../../incidents/evidence/schema/metric.ts";
import type { HttpRecord, LogRecord } from "../../../incidents/evidence/schema/observation.ts";
import { Outcome } from "../../../incidents/evidence/schema/outcome.ts";
import type { Phase } from "../../../incidents/evidence/schema/phase.ts";
import type { EvidenceRun, RunRecords } from "../../../incidents/evidence/schema/run.ts";
import { STREAM_NAMES, STREAMS } from "../../../incidents/evidence/schema/streams.ts";

/** When the written run begins. */
export const START = Date.parse("2026-01-31T12:00:00.000Z");

/** Seconds from its start at which each phase of the written run begins, and its end. */
const PHASES: readonly [Phase, number][] = [
    ["baseline", 0],
    ["apply", 62],
    ["load", 78],
    ["red", 122],
    ["destroy", 150],
    ["green", 168],
    ["equal", 208],
];
const END = 226;

const SERVICES = ["front-end", "catalogue", "catalogue-db", "orders", "carts", "payment", "user"];

export function at(seconds: number): string {
    return new Date(START + seconds * 1000).toISOString();
}

/**
 * A run of incident-8 written by hand, valid against the schema: a time line, pages that become slow and good again,
 * series, logs, alerts, a proof.
 */
export function writtenRun(change: (run: EvidenceRun) => void = () => undefined): EvidenceRun {
    const run: EvidenceRun = {
        folder: "out/2026-01-31T12-00-00-000Z-incident-8",
        manifest: manifest(),
        status: "valid",
        series: SERIES,
        records: records(),
        outcome: outcome(),
        torn: [],
    };
    change(run);
    checked(run);
    return run;
}

/** The same as it lies there after its writer was killed at a second of the run. */
export function interruptedRun(second: number): EvidenceRun {
    return writtenRun((run) => {
        const isSeen = (one: { at: string }): boolean =>
            Date.parse(one.at) <= Date.parse(at(second));
        const { records, manifest } = run;
        run.status = "interrupted";
        run.outcome = undefined;
        manifest.status = "running";
        manifest.phases = manifest.phases
            .filter(({ from }) => from <= at(second))
            .map((phase, index, all) => {
                if (index < all.length - 1) return phase;
                const { to: _to, ...open } = phase;
                return open;
            });
        manifest.phase = manifest.phases.at(-1)?.name ?? "baseline";
        delete manifest.endedAt;
        delete manifest.streams;
        for (const name of ["timeline", "http", "logs", "events", "changes", "stores"] as const) {
            Object.assign(records, { [name]: records[name].filter(isSeen) });
        }
        records.alerts = records.alerts
            .filter(({ startsAt }) => startsAt <= at(second))
            .map(({ endsAt: _endsAt, ...one }) => one);
        records.criteria = [];
        for (const one of records.metrics) {
            one.samples = one.samples.filter(([t]) => t * 1000 <= START + second * 1000);
        }
    });
}

/** Nothing here may differ from what a recorder can write. */
function checked(run: EvidenceRun): void {
    Manifest.parse(run.manifest);
    if (run.outcome !== undefined) Outcome.parse(run.outcome);
    for (const name of STREAM_NAMES) {
        for (const record of run.records[name]) STREAMS[name].parse(record);
    }
}

function manifest(): EvidenceRun["manifest"] {
    return {
        format: "sock-shop-lab/evidence",
        version: 1,
        run: "2026-01-31T12-00-00-000Z-incident-8",
        incident: "incident-8",
        title: "Catalogue database degradation",
        stack: "incident-8",
        pace: "short",
        withoutFault: false,
        status: "valid",
        startedAt: at(0),
        endedAt: at(END),
        phase: "equal",
        phases: PHASES.map(([name, from], index) => ({
            name,
            from: at(from),
            to: at(PHASES[index + 1]?.[1] ?? END),
        })),
        writer: { pid: 1, began: "", machine: "" },
        gaps: [
            {
                source: "metrics",
                reason: "Prometheus did not answer in 5 s",
                from: at(129),
                to: at(137),
                times: 3,
            },
        ],
        budget: { limitBytes: 20_000_000, usedBytes: 250_000, truncated: [] },
        streams: {
            timeline: {
                file: "timeline.jsonl.gz",
                records: 1,
                bytes: 1,
                storedBytes: 1,
                sha256: "",
            },
            http: { file: "http.jsonl.gz", records: 1, bytes: 1, storedBytes: 1, sha256: "" },
        },
    };
}

const SERIES: SeriesDefinition[] = [
    series("latency-p95", "latency", "Answers of each service, p95", "seconds"),
    series("errors", "errors", "Failed answers by service", "per second"),
    series("restarts", "restarts", "Restarts since the start", "count"),
    series("cpu", "cpu", "CPU used", "cores"),
    series("throttled", "throttling", "Throttled share of CPU periods", "share"),
    series("memory", "memory", "Memory used", "bytes"),
    series("replicas", "replicas", "Pods that are ready", "count"),
    series("queue-depth", "queue", "Messages that wait in shipping-task", "count"),
    {
        ...series("SockShopCatalogueSlow", "signals", "Catalogue answers slowly", "seconds"),
        threshold: { compare: ">", value: 1 },
    },
    series("SockShopNotFired", "signals", "A signal that never fired", "share"),
];

function series(
    id: string,
    group: SeriesDefinition["group"],
    title: string,
    unit: SeriesDefinition["unit"],
): SeriesDefinition {
    return { id, group, title, unit, promql: id };
}

/** 0 at rest, 1 while the database is starved, and in between while the breaker is still open. */
function trouble(second: number): number {
    if (second < 84 || second > 206) return 0;
    return Math.min(1, (second - 84) / 30) * (second > 172 ? 0.55 : 1);
}

/** The same figures at every call: a hash of the place instead of chance. */
function noise(seed: number): number {
    const value = Math.sin(seed * 12.9898) * 43_758.5453;
    return value - Math.floor(value);
}

const MEASURES: Record<string, (service: string, second: number) => number> = {
    "latency-p95": (service, s) =>
        0.012 +
        noise(s + service.length) * 0.01 +
        trouble(s) * ({ "catalogue-db": 2.4, catalogue: 3.1, "front-end": 3.3 }[service] ?? 0.01),
    errors: (service, s) =>
        trouble(s) > 0.9 && ["catalogue", "front-end"].includes(service) ? 4 + noise(s) * 6 : 0,
    restarts: () => 0,
    cpu: (service, s) =>
        service === "catalogue-db" ? 0.02 + trouble(s) * 0.029 : 0.01 + noise(s) * 0.02,
    throttled: (service, s) => (service === "catalogue-db" ? trouble(s) * 0.97 : 0),
    memory: (service, s) => (48 + service.length + noise(s) * 2) * 2 ** 20,
    replicas: () => 1,
    "queue-depth": (_service, s) => Math.floor(noise(s) * 3),
    SockShopCatalogueSlow: (_service, s) => 0.02 + trouble(s) * 2.9,
    SockShopNotFired: () => 0,
};

function metrics(): MetricRecord[] {
    return SERIES.flatMap(({ id, group }) =>
        (["queue", "signals"].includes(group) ? ["shop"] : SERVICES).map((service) => ({
            series: id,
            labels: { service, namespace: "sock-shop" },
            samples: Array.from({ length: 90 }, (_, index): [number, number | null] => [
                START / 1000 - 40 + index * 3,
                MEASURES[id]?.(service, index * 3 - 40) ?? null,
            ]).filter(([t]) => t * 1000 < START + 129_000 || t * 1000 > START + 137_000),
        })),
    );
}

function pages(): HttpRecord[] {
    return Array.from({ length: END * 6 }, (_, index) => {
        const second = index / 6;
        const bad = trouble(second);
        const isOpen = bad > 0.9 && noise(index) > 0.6;
        return {
            at: at(second),
            phase: PHASES.findLast(([, from]) => from <= second)?.[0] ?? "baseline",
            ms: isOpen ? 6 : 18 + noise(index) * 14 + bad * (1500 + noise(index + 7) * 3000),
            status: 200,
            ...(isOpen ? { error: "circuit breaker is open" } : {}),
        };
    });
}

function logs(): LogRecord[] {
    const line = (second: number, service: string, message: string): LogRecord => ({
        at: at(second),
        service,
        pod: `${service}-5d9c7b6f4-x2x7q`,
        message,
        fields: {},
    });
    return [
        ...Array.from({ length: 200 }, (_, index) =>
            line(index * 1.1, "front-end", `GET /catalogue 200 ${12 + (index % 30)} ms`),
        ),
        ...Array.from({ length: 60 }, (_, index) =>
            line(
                112 + index,
                "catalogue",
                `ts=${at(112 + index)} caller=logging.go:36 method=List err="circuit breaker is open" took=${index}µs`,
            ),
        ),
        line(
            110,
            "catalogue",
            'level=warn err="database/sql: context deadline exceeded" took=3.004s',
        ),
        line(
            124,
            "orders",
            "<script>document.title = 'owned'</script> & \"quoted\" \u001b[31mred\u001b[0m",
        ),
        line(171, "catalogue-db", "[Note] mariadbd: ready for connections. Version: '11.8'"),
    ];
}

function records(): RunRecords {
    const empty = Object.fromEntries(STREAM_NAMES.map((name) => [name, []]));
    const { criteria, points } = outcome();
    return {
        ...(empty as unknown as RunRecords),
        timeline: [
            ...PHASES.map(([phase, from]) => ({ at: at(from), kind: "phase" as const, phase })),
            { at: at(78), kind: "mark", name: "applied", text: "" },
            { at: at(80), kind: "mark", name: "load-seen", text: "160 users" },
            { at: at(116), kind: "mark", name: "signature-seen", text: "" },
            { at: at(122), kind: "mark", name: "red", text: "" },
            {
                at: at(129),
                kind: "gap",
                source: "metrics",
                reason: "Prometheus did not answer in 5 s",
            },
            { at: at(168), kind: "mark", name: "reverted", text: "" },
            { at: at(208), kind: "mark", name: "green", text: "" },
            { at: at(225), kind: "mark", name: "equal", text: "" },
            ...points.map((point) => ({ kind: "point" as const, ...point })),
            { at: at(END), kind: "end", status: "valid" },
        ],
        criteria,
        changes: changes(),
        stores: [store("before", 60), store("after", 224)],
        alerts: alerts(),
        events: [
            {
                at: at(64),
                type: "Normal",
                reason: "Killing",
                object: "Pod/catalogue-db-6f7d8c9b54-xk2vw",
                message: "Stopping container catalogue-db",
                count: 1,
            },
            {
                at: at(118),
                type: "Warning",
                reason: "Unhealthy",
                object: "Pod/catalogue-db-7c4b5d6f88-9fq2s",
                message: "Readiness probe failed: command timed out after 1s",
                count: 4,
            },
        ],
        load: load(),
        metrics: metrics(),
        http: pages(),
        logs: logs(),
    };
}

function changes(): ChangeRecord[] {
    const field = "spec.template.spec.containers[?(@.name=='catalogue-db')].resources";
    const change = (name: string, old: string, now: string): ChangeRecord => ({
        at: at(79),
        moment: "during",
        object: "Deployment/catalogue-db",
        field: `${field}.${name}`,
        old,
        new: now,
    });
    return [change("limits.cpu", '"500m"', '"50m"'), change("requests.cpu", '"100m"', '"25m"')];
}

function alerts(): RunRecords["alerts"] {
    const alert = (name: string, declared: "must" | "may", from: number, to: number) => ({
        name,
        severity: "warning",
        declared,
        startsAt: at(from),
        endsAt: at(to),
        secondsAfterApply: from - 78,
        labels: {},
    });
    const { endsAt: _endsAt, ...first } = alert("SockShopCatalogueSlow", "must", 118, 0);
    return [
        first,
        alert("SockShopCatalogueDatabaseThrottled", "must", 108, 190),
        alert("SockShopCatalogueSlow", "must", 118, 212),
        alert("SockShopProductPagesFail", "may", 131, 206),
    ];
}

function store(moment: "before" | "after", second: number): RunRecords["stores"][number] {
    return {
        at: at(second),
        moment,
        contentHash: "5f0c3f5a2d6e1b77",
        objects: 96,
        rows: { sock: 9, tag: 11, sock_tag: 25 },
        queues: { "shipping-task": 0 },
        policies: [],
        documents: { orders: { count: 31, byStatus: { SHIPPED: 31 } } },
        restarts: { "front-end-6f5d": 0 },
    };
}

function load(): RunRecords["load"] {
    const figures = (requests: number, failures: number) => ({
        requests,
        failures,
        requestsPerSecond: requests / 80,
        meanMs: 1210,
        p50Ms: 890,
        p95Ms: 4100,
        maxMs: 7012,
    });
    return [
        ...Array.from({ length: 40 }, (_, index) => ({
            t: at(80 + index * 2),
            users: Math.min(160, 20 + index * 14),
            rps: 60 - trouble(80 + index * 2) * 25 + noise(index) * 4,
            failuresPerSecond: trouble(80 + index * 2) > 0.9 ? 6 + noise(index) * 3 : 0,
            meanMs: 900,
            p50Ms: 30 + trouble(80 + index * 2) * 900,
            p95Ms: 60 + trouble(80 + index * 2) * 4000,
        })),
        {
            report: {
                total: figures(4210, 412),
                endpoints: { "GET /catalogue": figures(3100, 400), "GET /": figures(1110, 12) },
                errors: { "GET /catalogue: circuit breaker is open": 400, "GET /: HTTP 500": 12 },
            },
        },
    ];
}

function outcome(): Outcome {
    return {
        version: 2,
        incident: "incident-8",
        stack: "incident-8",
        pace: "short",
        startedAt: at(0),
        endedAt: at(END),
        valid: true,
        invalidBecause: [],
        points: [
            ["telemetry seen", 8, "23 targets up, rules loaded, logs of 14 workloads"],
            ["baseline green", 62, "p95 31 ms, failed 0 %, content 5f0c3f5a2d6e1b77"],
            ["applied", 78, "stack incident-8 is up"],
            ["witness red", 122, "catalogue-db throttled 97 %; p95 4 102 ms (132 × 31 ms)"],
            ["declared alerts fired", 132, "all 2 declared alerts"],
            ["nothing else broke", 133, "as expected"],
            ["reverted", 168, "nothing left"],
            ["witness green", 208, "catalogue-db throttled 2 %; p95 33 ms, failed 0 %"],
            ["baseline equal", 225, "96 objects, 5f0c3f5a2d6e1b77, preview without changes"],
            ["no other alert", 226, "3 alerts, each declared"],
        ].map(([name, second, seen], index, all) => ({
            name: String(name),
            holds: true,
            seen: String(seen),
            at: at(Number(second)),
            seconds: Number(second) - Number(all[index - 1]?.[1] ?? 0),
        })),
        applyToRedSeconds: 38.2,
        applyToAlertSeconds: 40.4,
        destroyToGreenSeconds: 40.1,
        loadEndToHealedSeconds: undefined,
        content: { before: "5f0c3f5a2d6e1b77", after: "5f0c3f5a2d6e1b77" },
        differences: [],
        criteria: [
            {
                group: "must",
                name: "catalogue-db is throttled",
                expected: "≥ 50 % of periods",
                value: "97 %",
                source: "incidents.md, incident 8: CPU at 100 % of 50m",
                asExpected: true,
                looks: { held: 41, of: 44 },
                spread: { unit: "%", min: 12, median: 96.5, max: 98.25 },
            },
            {
                group: "must",
                name: "product pages are slow, or the List breaker is open",
                expected: "p95 ≥ 5 × baseline and ≥ 100 ms, or breaker open",
                value: "p95 4102 ms (132.3 × 31 ms), breaker 41 %",
                source: "incidents.md, incident 8: 50 ms → 4,500 ms, breaker 'List' open",
                asExpected: true,
                looks: { held: 36, of: 44 },
                spread: { unit: "ms", min: 41, median: 3480, max: 4580 },
            },
            {
                group: "must not",
                name: "a pod restarts anywhere",
                expected: "0 restarts",
                value: "0",
                source: "incidents.md, incident 8: pod Running, 0 restarts",
                asExpected: true,
                looks: { held: 0, of: 48 },
            },
            {
                group: "recovered",
                name: "product pages are fast, without errors",
                expected: "p95 ≤ 1000 ms and no failed page",
                value: "p95 33 ms, failed 0 %",
                source: "incidents.md, incident 8: no errors, products < 1 s",
                asExpected: true,
            },
        ],
        alerts: [
            {
                name: "SockShopCatalogueDatabaseThrottled",
                severity: "warning",
                declared: "must",
                startsAt: at(108),
                secondsAfterApply: 30,
            },
        ],
    };
}
