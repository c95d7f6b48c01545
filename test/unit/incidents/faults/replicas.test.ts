import assert from "node:assert/strict";
import type { Former } from "../../../../incidents/faults/effect.ts";
import { replicasEffect } from "../../../../incidents/faults/replicas.ts";
import { formerShop } from "./former-shop.ts";

const effect = replicasEffect({ kind: "replicas", target: "payment", replicas: 0 });

const before = (replicas?: number): Former =>
    formerShop({ payment: replicas === undefined ? {} : { replicas } });

describe("fault replicas", () => {
    it("changes one field, with its old value; none written down is Kubernetes' own 1", () => {
        const change = { object: "Deployment payment", field: "replicas", to: "0" };
        assert.deepEqual(effect.changes(before(3)), [{ ...change, from: "3" }]);
        assert.deepEqual(effect.changes(before()), [{ ...change, from: "1" }]);
    });
    it("overlays the number and nothing else, 0 included", () => {
        assert.deepEqual(effect.patches, [
            { kind: "Deployment", name: "payment", overlay: { replicas: 0 } },
        ]);
    });
    it("is refused where it would change nothing", () => {
        assert.deepEqual(effect.refusal(before(0)), {
            found: "payment has 0 replicas already, so it would change nothing",
            allowed: "another number of replicas, 0 to 10",
        });
        assert.equal(effect.refusal(before(1)), undefined);
        const one = replicasEffect({ kind: "replicas", target: "payment", replicas: 1 });
        assert.notEqual(one.refusal(before()), undefined);
    });
});
