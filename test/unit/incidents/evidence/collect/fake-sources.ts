import type { KubeObject } from "../../../../../components/kube/client.ts";
import type { Sources } from "../../../../../incidents/evidence/collect/sources.ts";
import type { RecordOf } from "../../../../../incidents/evidence/schema/run.ts";
import type { StreamName } from "../../../../../incidents/evidence/schema/streams.ts";
import type { Snapshot } from "../../../../../incidents/evidence/snapshot.ts";

/** When the run began that is recorded, and moments after it. */
export const BEGAN = new Date("2026-01-01T00:10:00Z");
export const later = (seconds: number): Date => new Date(BEGAN.getTime() + seconds * 1000);

/** A calm shop that says nothing; `overrides` for what is looked at. */
export function sources(overrides: Partial<Sources> = {}): Sources {
    return {
        series: () => Promise.resolve([]),
        lineCounts: () => Promise.resolve({}),
        lines: () => Promise.resolve([]),
        events: () => Promise.resolve([]),
        loadLog: () => Promise.resolve(""),
        alerts: () => Promise.resolve([]),
        objects: () => Promise.resolve({}),
        broker: () => Promise.resolve(snapshot().broker),
        ...overrides,
    };
}

/** Takes down what is written instead of writing it. */
export class FakeWriter {
    readonly written: [stream: StreamName, record: unknown][] = [];
    readonly gaps: string[] = [];
    readonly left: [stream: StreamName, records: number][] = [];

    append<Name extends StreamName>(stream: Name, record: RecordOf<Name>): void {
        this.written.push([stream, record]);
    }

    gap(source: string, reason: string): void {
        this.gaps.push(`${source}: ${reason}`);
    }

    leftOut(stream: StreamName, records: number): void {
        this.left.push([stream, records]);
    }

    of<Name extends StreamName>(stream: Name): RecordOf<Name>[] {
        return this.written.flatMap(([name, record]) =>
            name === stream ? [record as RecordOf<Name>] : [],
        );
    }
}

/** A Deployment with that much CPU. */
export function deployment(name: string, cpu: string): KubeObject {
    const containers = [{ name, resources: { limits: { cpu } } }];
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, uid: "1" },
        spec: { template: { spec: { containers } } },
        status: { replicas: 1 },
    };
}

/** A shop of one Deployment and one queue. */
export function snapshot(overrides: Partial<Snapshot> = {}): Snapshot {
    return {
        takenAt: "2026-01-01T00:00:00Z",
        objects: { "Deployment/catalogue-db": deployment("catalogue-db", "200m") },
        restarts: { "catalogue-db-1": 0 },
        rows: { sock: 9 },
        broker: { policies: [], queues: [{ name: "shipping-task", depth: 0 }] as never },
        documents: {
            orders: {
                a: { madeMs: 0, hash: "h", status: "SHIPPED" },
                b: { madeMs: 0, hash: "h", status: "PAID" },
            },
        },
        ...overrides,
    };
}
