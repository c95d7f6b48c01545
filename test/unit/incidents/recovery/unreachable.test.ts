import assert from "node:assert/strict";
import { LabError } from "../../../../components/kit/error.ts";
import { KubeClient } from "../../../../components/kube/client.ts";
import { explained } from "../../../../incidents/recovery/unreachable.ts";

describe("a cluster that can't be reached", () => {
    it("is named with what to do, for a kubeconfig that is gone as for a dead server", async () => {
        const kube = new KubeClient({ kubeconfig: "no/such/file", context: "kind-x" });
        const error = await kube.find("/api").then(
            () => undefined,
            (reason: unknown) => explained(reason, "kind-x"),
        );
        assert.ok(error instanceof LabError);
        assert.match(error.message, /^cluster of context kind-x: can't be reached: ENOENT/);
        assert.match(error.message, /cure: +npm run recover/);
        const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
        assert.ok(explained(refused, "kind-x") instanceof LabError);
    });
    it("is not blamed for anything else", () => {
        const defect = new TypeError("undefined is not a function");
        assert.equal(explained(defect, "kind-x"), defect);
    });
});
