import assert from "node:assert/strict";
import type { KubeClient, KubeObject } from "../../../../../components/kube/client.ts";
import { LiveSources } from "../../../../../incidents/evidence/collect/live-sources.ts";

describe("the log of a load's master", () => {
    const asked: string[] = [];
    const stub = (pods: string[]): LiveSources => {
        asked.length = 0;
        const kube = {
            list: (path: string) => {
                asked.push(path);
                return Promise.resolve(
                    pods.map((name): KubeObject => {
                        return { apiVersion: "v1", kind: "Pod", metadata: { name } };
                    }),
                );
            },
            text: (method: string, path: string) => {
                asked.push(`${method} ${path}`);
                return Promise.resolve("a line\n");
            },
        };
        return new LiveSources(kube as unknown as KubeClient);
    };
    const PODS = "/api/v1/namespaces/lab/pods";

    it("is that of the stack's Job, from a moment on", async () => {
        const since = new Date("2026-01-01T00:00:00Z");
        assert.equal(await stub(["load-5371cf50-x"]).loadLog("incident-1", since), "a line\n");
        assert.deepEqual(asked, [
            `${PODS}?labelSelector=job-name%3Dload-5371cf50`,
            `GET ${PODS}/load-5371cf50-x/log?sinceTime=2026-01-01T00:00:00.000Z`,
        ]);
    });
    it("is empty where there is no load", async () => {
        assert.equal(await stub([]).loadLog("incident-3", undefined), "");
        assert.equal(asked.length, 1);
    });
});
