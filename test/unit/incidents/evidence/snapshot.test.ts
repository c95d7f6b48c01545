import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import {
    compareSnapshots,
    contentHash,
    type Snapshot,
} from "../../../../incidents/evidence/snapshot.ts";

function snapshot(change: Partial<Snapshot> = {}): Snapshot {
    return {
        takenAt: "2026-01-01T00:00:00.000Z",
        objects: { "ConfigMap/a": object("1") },
        restarts: { "sock-shop/orders": 1 },
        rows: { sock: 9 },
        ...change,
    };
}

function object(value: string, resourceVersion = "1"): KubeObject {
    const metadata = { name: "a", namespace: "sock-shop", resourceVersion };
    return { apiVersion: "v1", kind: "ConfigMap", metadata, data: { key: value } };
}

describe("comparing snapshots", () => {
    it("finds nothing where only bookkeeping and time differ", () => {
        const later = snapshot({ takenAt: "later", objects: { "ConfigMap/a": object("1", "99") } });
        assert.deepEqual(compareSnapshots(snapshot(), later), []);
        assert.equal(contentHash(later), contentHash(snapshot()));
    });
    it("finds a changed value, an object that is gone and one that is new", () => {
        const later = snapshot({ objects: { "ConfigMap/a": object("2"), "Job/b": object("1") } });
        assert.deepEqual(compareSnapshots(snapshot(), later), [
            { object: "ConfigMap/a", field: "data.key", expected: '"1"', found: '"2"' },
            { object: "Job/b", field: "(object)", expected: "absent", found: "present" },
        ]);
        assert.notEqual(contentHash(later), contentHash(snapshot()));
        assert.equal(compareSnapshots(later, snapshot()).length, 2);
    });
    it("counts more restarts, not the fewer of a pod that a rollout replaced", () => {
        const restarts = (count: number): Snapshot =>
            snapshot({ restarts: { "sock-shop/orders": count } });
        assert.deepEqual(compareSnapshots(restarts(1), restarts(0)), []);
        assert.deepEqual(compareSnapshots(restarts(1), restarts(2)), [
            { object: "sock-shop/orders", field: "restarts", expected: "1", found: "2" },
        ]);
    });
    it("finds lost and gained rows", () => {
        assert.equal(compareSnapshots(snapshot(), snapshot({ rows: { sock: 8 } })).length, 1);
        assert.equal(compareSnapshots(snapshot(), snapshot({ rows: { sock: 10 } })).length, 1);
    });
});
