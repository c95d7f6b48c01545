import assert from "node:assert/strict";
import { KubeError, type KubeObject } from "../../../../components/kube/client.ts";
import {
    compareSnapshots,
    contentHash,
    contentKinds,
    leftBetween,
    type Snapshot,
} from "../../../../incidents/evidence/snapshot.ts";

function snapshot(change: Partial<Snapshot> = {}): Snapshot {
    return {
        takenAt: "2026-01-01T00:00:00.000Z",
        objects: { "ConfigMap/a": object("1") },
        restarts: { "orders-1": 1 },
        rows: { sock: 9 },
        broker: { policies: [], queues: [] },
        documents: {},
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
    it("counts restarts of a pod that was there and of one that came, not of one that went", () => {
        const restarts = (counts: Record<string, number>): Snapshot =>
            snapshot({ restarts: counts });
        const before = restarts({ "orders-1": 1 });
        assert.deepEqual(compareSnapshots(before, restarts({ "orders-2": 0 })), []);
        assert.deepEqual(compareSnapshots(before, restarts({ "orders-1": 2 })), [
            { object: "orders-1", field: "restarts", expected: "1", found: "2" },
        ]);
        assert.deepEqual(compareSnapshots(before, restarts({ "orders-2": 1 })), [
            { object: "orders-2", field: "restarts", expected: "0", found: "1" },
        ]);
    });
    it("finds lost and gained rows", () => {
        assert.equal(compareSnapshots(snapshot(), snapshot({ rows: { sock: 8 } })).length, 1);
        assert.equal(compareSnapshots(snapshot(), snapshot({ rows: { sock: 10 } })).length, 1);
    });
    it("finds a policy that the broker kept", () => {
        const policy = { name: "p", pattern: ".", definition: {}, applyTo: "queues", priority: 0 };
        const later = snapshot({ broker: { policies: [policy], queues: [] } });
        assert.equal(compareSnapshots(snapshot(), later)[0]?.object, "Policy p");
        assert.notEqual(contentHash(later), contentHash(snapshot()));
    });
    it("finds an order that is another, and tells of those that came", () => {
        const order = (hash: string) => ({ madeMs: 0, hash, status: "SHIPPED" });
        const before = snapshot({ documents: { orders: { a: order("1") } } });
        const later = snapshot({ documents: { orders: { a: order("1"), b: order("2") } } });
        assert.deepEqual(compareSnapshots(before, later), []);
        assert.equal(leftBetween(before, later), "orders 1 (1 SHIPPED)");
        assert.equal(leftBetween(later, later), "no orders");
        const spoilt = snapshot({ documents: { orders: { a: order("9") } } });
        assert.equal(compareSnapshots(before, spoilt)[0]?.object, "orders a");
    });
});

describe("the kinds of a snapshot", () => {
    const list = (groupVersion: string, ...kinds: string[]): unknown => ({
        groupVersion,
        resources: kinds.map((kind) => ({
            name: `${kind.toLowerCase()}s`,
            kind,
            namespaced: kind !== "Node",
            verbs: ["get", "list"],
        })),
    });
    const group = (name: string, groupVersion: string): unknown => ({
        name,
        preferredVersion: { groupVersion },
    });
    const unavailable = new KubeError(503, "the server is currently unable to handle the request");

    /** An API server with these answers; what it has none for is unavailable. */
    function server(answers: Record<string, unknown>): Parameters<typeof contentKinds>[0] {
        return {
            json: <T>(_method: string, path: string): Promise<T> =>
                path in answers ? Promise.resolve(answers[path] as T) : Promise.reject(unavailable),
        };
    }
    const groups = [group("apps", "apps/v1"), group("metrics.k8s.io", "metrics.k8s.io/v1beta1")];

    it("are what the namespace can hold, less what is derived and what is measured", async () => {
        const kube = server({
            "/apis": { groups },
            "/api/v1": list("v1", "ConfigMap", "Pod", "Node"),
            "/apis/apps/v1": list("apps/v1", "Deployment", "ReplicaSet"),
            "/apis/metrics.k8s.io/v1beta1": list("metrics.k8s.io/v1beta1", "PodMetrics"),
        });
        assert.deepEqual(await contentKinds(kube), [
            {
                path: "/api/v1/namespaces/sock-shop/configmaps",
                kind: "ConfigMap",
                apiVersion: "v1",
            },
            {
                path: "/apis/apps/v1/namespaces/sock-shop/deployments",
                kind: "Deployment",
                apiVersion: "apps/v1",
            },
        ]);
    });

    it("are the same while the metrics API doesn't answer", async () => {
        const kube = server({
            "/apis": { groups },
            "/api/v1": list("v1", "ConfigMap"),
            "/apis/apps/v1": list("apps/v1", "Deployment"),
        });
        const kinds = (await contentKinds(kube)).map(({ kind }) => kind);
        assert.deepEqual(kinds, ["ConfigMap", "Deployment"]);
    });

    it("can't be told while any other group doesn't answer", async () => {
        const kube = server({
            "/apis": { groups: [...groups, group("example.org", "example.org/v1")] },
            "/api/v1": list("v1", "ConfigMap"),
            "/apis/apps/v1": list("apps/v1", "Deployment"),
        });
        await assert.rejects(contentKinds(kube), unavailable);
    });
});
