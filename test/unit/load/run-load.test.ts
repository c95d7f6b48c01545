import assert from "node:assert/strict";
import type { KubeClient, KubeObject } from "../../../components/kube/client.ts";
import type { LoadObjectsArgs } from "../../../load/load-objects.ts";
import { runLoad } from "../../../load/run-load.ts";

const LOAD: LoadObjectsArgs = {
    name: "a-load",
    labels: {},
    image: "image",
    files: {},
    load: {
        users: 1,
        spawnRate: 1,
        durationSeconds: 1,
        workers: 1,
        waitMs: { min: 1, max: 2 },
    },
};

/** A cluster in which a load has run; `answer` is asked before each look at its Job. */
function clusterOf(answer: (look: number) => void): { kube: KubeClient; removed: () => number } {
    let looks = 0;
    let removed = 0;
    const report = { total: { requests: 1, failures: 0 }, errors: [] };
    const kube = {
        json: (method: string) => {
            if (method === "POST") return Promise.resolve({});
            return Promise.resolve().then(() => {
                answer(++looks);
                return { status: { succeeded: 1 } };
            });
        },
        list: (): Promise<KubeObject[]> => Promise.resolve(removed > 0 ? [] : [POD]),
        text: (method: string) => {
            if (method === "DELETE") removed++;
            return Promise.resolve(`${JSON.stringify({ report })}\n`);
        },
    };
    return { kube: kube as unknown as KubeClient, removed: () => removed };
}

const POD: KubeObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "a-load-1" },
    status: { phase: "Succeeded" },
};

describe("a load that is run outside any stack", () => {
    it("is asked for again where the API server doesn't answer for a moment", async () => {
        const { kube, removed } = clusterOf((look) => {
            if (look === 1) throw new Error("time-out");
        });
        const { report } = await runLoad(kube, LOAD);
        assert.notEqual(report, undefined);
        assert.equal(removed(), 4);
    });
    it("ends where it is interrupted, and leaves nothing behind", async () => {
        const { kube, removed } = clusterOf(() => undefined);
        await assert.rejects(
            runLoad(kube, LOAD, undefined, AbortSignal.abort(new Error("interrupted"))),
            /interrupted/,
        );
        assert.equal(removed(), 4);
    });
});
