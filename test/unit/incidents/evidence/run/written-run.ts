import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "../../../../../incidents/evidence/schema/outcome.ts";
import { RunWriter } from "../../../../../incidents/evidence/write/run-writer.ts";

/** When a written run begins, in milliseconds since the epoch. */
export const BEGAN = Date.parse("2026-01-01T00:00:00Z");

/** A moment of a written run, in seconds since its beginning. */
export function at(seconds: number): string {
    return new Date(BEGAN + seconds * 1000).toISOString();
}

/** A folder for runs that goes with the test. */
export function outFolder(): { out: string; remove: () => void } {
    const out = mkdtempSync(join(tmpdir(), "evidence-test-"));
    return { out, remove: () => rmSync(out, { recursive: true }) };
}

/** What came out of a written run; `overrides` for another. */
export function outcome(overrides: Partial<Outcome> = {}): Outcome {
    return {
        version: 2,
        incident: "incident-8",
        stack: "incident-8",
        pace: "short",
        startedAt: at(0),
        endedAt: at(60),
        valid: true,
        invalidBecause: [],
        points: [],
        applyToRedSeconds: 12.5,
        applyToAlertSeconds: 40,
        destroyToGreenSeconds: 8,
        content: { before: "aa", after: "aa" },
        differences: [],
        criteria: [
            {
                group: "must",
                name: "pages are slow",
                expected: "p95 ≥ 1000 ms",
                value: "p95 2300 ms",
                source: "test",
                asExpected: true,
                looks: { held: 9, of: 10 },
                spread: { unit: "ms", min: 900, median: 2300, max: 4000 },
            },
            {
                group: "must not",
                name: "pages fail",
                expected: "0 failed",
                value: "0",
                source: "test",
                asExpected: true,
            },
        ],
        alerts: [
            {
                name: "SockShopCatalogueDatabaseStarved",
                severity: "critical",
                declared: "must",
                startsAt: at(50),
                secondsAfterApply: 40,
            },
        ],
        ...overrides,
    };
}

/** Writes a small run with a record of each kind up to the moment when it is red. */
export function writeRun(out: string, run = "2026-01-01T00-00-00-000Z-incident-8"): RunWriter {
    let now = BEGAN;
    const go = (seconds: number): void => void (now = BEGAN + seconds * 1000);
    const writer = new RunWriter(
        join(out, run),
        {
            run,
            incident: "incident-8",
            title: "Slow catalogue",
            stack: "incident-8",
            pace: "short",
            withoutFault: false,
        },
        (line) => {
            throw new Error(line);
        },
        { now: () => now },
    );
    writer.series([
        {
            id: "latency-p95",
            group: "latency",
            title: "95 % of answers",
            unit: "seconds",
            promql: "up",
        },
    ]);
    writer.append("stores", {
        at: at(1),
        moment: "before",
        contentHash: "aa",
        objects: 1,
        rows: { sock: 9 },
        queues: { "shipping-task": 0 },
        policies: [],
        documents: { orders: { count: 2, byStatus: { SHIPPED: 2 } } },
        restarts: { "catalogue-1": 0 },
    });
    writer.append("objects", {
        at: at(1),
        object: "Deployment/catalogue-db",
        content: { spec: { replicas: 1 } },
    });
    writer.append("metrics", {
        series: "latency-p95",
        labels: { service: "catalogue" },
        samples: [
            [BEGAN / 1000, 0.01],
            [BEGAN / 1000 + 15, null],
        ],
    });
    go(5);
    writer.phase("apply");
    go(10);
    writer.append("timeline", { at: at(10), kind: "mark", name: "applied", text: "up" });
    writer.phase("load");
    writer.append("changes", {
        at: at(11),
        moment: "during",
        object: "Deployment/catalogue-db",
        field: "spec.template.spec.containers[catalogue-db].resources.limits.cpu",
        old: '"200m"',
        new: '"20m"',
    });
    writer.append("http", { at: at(12), phase: "load", ms: 2300, status: 200 });
    writer.append("readings", {
        at: at(13),
        phase: "applied",
        catalogueP95Ms: 2300,
        baselineP95Ms: 10,
        failedShare: 0,
        throttledShare: { "catalogue-db": 0.9 },
        cpuPercentOfLimit: { "catalogue-db": 100 },
        restarts: { "sock-shop/catalogue": 0 },
    });
    writer.append("logs", {
        at: "2026-01-01T00:00:14.123456789Z",
        service: "catalogue",
        pod: "catalogue-1",
        message: "slow – 2.3 s",
        fields: { level: "warn" },
    });
    writer.append("events", {
        at: "2026-01-01T00:00:11Z",
        type: "Normal",
        reason: "ScalingReplicaSet",
        object: "Deployment/catalogue-db",
        message: "scaled",
        count: 1,
    });
    writer.append("load", {
        t: at(14),
        users: 3,
        rps: 2,
        failuresPerSecond: 0,
        meanMs: 100,
        p50Ms: 90,
        p95Ms: null,
    });
    writer.append("orders", {
        at: at(15),
        kind: "stored",
        id: "5f",
        status: "PAID",
        hasShipment: false,
    });
    writer.append("alerts", {
        name: "SockShopCatalogueDatabaseStarved",
        severity: "critical",
        declared: "must",
        startsAt: at(50),
        secondsAfterApply: 40,
        labels: {},
    });
    for (const criterion of outcome().criteria) writer.append("criteria", criterion);
    go(20);
    writer.phase("red");
    return writer;
}
