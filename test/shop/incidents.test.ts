import assert from "node:assert/strict";
import { renderProof } from "../../incidents/proof/render.ts";
import { proveOn } from "../support/prove-on.ts";
import { sharedLab } from "../support/shop-hooks.ts";

describe("incidents of the order's way", () => {
    for (const id of ["incident-3", "incident-5", "incident-6"]) {
        it(`proves ${id} from green to green`, async () => {
            const proof = await proveOn(sharedLab(), id);
            assert.ok(proof.valid, renderProof(proof));
            assert.equal(proof.points.length, 7);
        });
    }

    // The mutation: the same load without the fault. The witness must not turn red.
    it("finds the proof of incident-3 invalid when payment is there", async () => {
        const lab = sharedLab();
        lab.edit("incident-3", /faults:\n( {4}.*\n)+/, "faults: []\n");
        const proof = await proveOn(lab, "incident-3", 30_000);
        const red = proof.points.find((point) => point.name === "witness red");
        assert.equal(red?.holds, false, renderProof(proof));
        assert.equal(proof.valid, false);
        assert.equal(proof.points.at(-1)?.holds, true, renderProof(proof));
    });
});
