import assert from "node:assert/strict";
import type { KubeObject } from "../../../../../components/kube/client.ts";
import { eventGaps } from "../../../../../components/monitoring/client/event-gaps.ts";

/** An API server that keeps events, but none of `lost`. */
function clusterOf(lost: string[], events = new Map<string, KubeObject>()) {
    return {
        events,
        json: <T>(_: string, path: string, body?: unknown): Promise<T> => {
            assert.equal(path, "/api/v1/namespaces/sock-shop/events");
            const event = body as KubeObject & { involvedObject: { name: string } };
            if (!lost.includes(event.involvedObject.name)) events.set(event.metadata.name, event);
            return Promise.resolve(event as T);
        },
        list: () => Promise.resolve([...events.values()]),
        text: (method: string, path: string) => {
            assert.equal(method, "DELETE");
            events.delete(path.split("/").at(-1) ?? "");
            return Promise.resolve("");
        },
    };
}

describe("events that don't come through", () => {
    it("are none where each that is told is there, and none is left behind", async () => {
        const cluster = clusterOf([]);
        assert.deepEqual(await eventGaps(cluster, ["user", "carts"]), []);
        assert.equal(cluster.events.size, 0);
    });
    it("are named by workload, and the others are taken away all the same", async () => {
        const cluster = clusterOf(["carts"]);
        assert.deepEqual(await eventGaps(cluster, ["user", "carts"]), [
            "events of carts: one that was told isn't there",
        ]);
        assert.equal(cluster.events.size, 0);
    });
    it("leaves none behind where the API server ends the look", async () => {
        const cluster = { ...clusterOf([]), list: () => Promise.reject(new Error("gone")) };
        await assert.rejects(eventGaps(cluster, ["user"]), /gone/);
        assert.equal(cluster.events.size, 0);
    });
});
