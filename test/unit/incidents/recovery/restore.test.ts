import assert from "node:assert/strict";
import { KubeClient, KubeError } from "../../../../components/kube/client.ts";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { restoreObject } from "../../../../incidents/recovery/restore.ts";

const deployment = (replicas: number, manager: string): KubeObject => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
        name: "payment",
        namespace: "sock-shop",
        uid: "1",
        managedFields: [{ manager, operation: "Apply" }],
    },
    spec: { replicas },
});

/** An API server with one object; the writes at these places, from 1, meet another's. */
class OneObject extends KubeClient {
    live: KubeObject;
    writes = 0;
    readonly #conflicts: readonly number[];

    constructor(live: KubeObject, conflicts: readonly number[]) {
        super({ kubeconfig: "none", context: "none" });
        this.live = live;
        this.#conflicts = conflicts;
    }

    override find(): Promise<KubeObject | undefined> {
        return Promise.resolve(this.live);
    }

    override json<T>(method: string, _path: string, body?: unknown): Promise<T> {
        if (method === "PUT") {
            this.writes += 1;
            if (this.#conflicts.includes(this.writes)) {
                return Promise.reject(new KubeError(409, "the object has been modified"));
            }
            this.live = body as KubeObject;
        }
        return Promise.resolve(this.live as T);
    }
}

describe("restoreObject", () => {
    const former = deployment(1, "baseline");

    for (const conflicts of [[], [1], [2], [1, 3]]) {
        it(`puts content and owners back, and says so, with conflicts at writes ${conflicts.join(" and ") || "(none)"}`, async () => {
            const kube = new OneObject(deployment(0, "incident"), conflicts);
            const { changes, recreated } = await restoreObject(kube, former);
            assert.deepEqual(
                changes.map(({ field, expected, found }) => [field, found, expected]),
                [["spec.replicas", "0", "1"]],
            );
            assert.equal(recreated, false);
            assert.deepEqual(kube.live["spec"], { replicas: 1 });
            assert.deepEqual(kube.live.metadata.managedFields, former.metadata.managedFields);
        });
    }

    it("touches nothing that is as recorded", async () => {
        const kube = new OneObject(deployment(1, "baseline"), []);
        assert.deepEqual((await restoreObject(kube, former)).changes, []);
        assert.equal(kube.writes, 0);
    });
});
