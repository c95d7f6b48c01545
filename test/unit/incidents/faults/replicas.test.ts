import assert from "node:assert/strict";
import { replicasEffect } from "../../../../incidents/faults/replicas.ts";

const effect = replicasEffect({ kind: "replicas", target: "payment", replicas: 0 });

describe("fault replicas", () => {
    it("changes one field, with its old value; none written down is Kubernetes' own 1", () => {
        const change = { object: "Deployment payment", field: "replicas", to: "0" };
        assert.deepEqual(effect.changes({ replicas: 3 }), [{ ...change, from: "3" }]);
        assert.deepEqual(effect.changes({}), [{ ...change, from: "1" }]);
    });
    it("overlays the number and nothing else, 0 included", () => {
        assert.equal(effect.name, "payment-replicas");
        assert.deepEqual(effect.overlay, { replicas: 0 });
    });
    it("is refused where it would change nothing", () => {
        assert.deepEqual(effect.refusal({ replicas: 0 }), {
            found: "payment has 0 replicas already, so it would change nothing",
            allowed: "another number of replicas, 0 to 10",
        });
        assert.equal(effect.refusal({ replicas: 1 }), undefined);
        const one = replicasEffect({ kind: "replicas", target: "payment", replicas: 1 });
        assert.notEqual(one.refusal({}), undefined);
    });
});
