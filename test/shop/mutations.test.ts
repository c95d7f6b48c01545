import assert from "node:assert/strict";
import { renderProof } from "../../incidents/proof/render.ts";
import { uncaught } from "../../infra/cli/without-fault.ts";
import { mutated } from "../support/mutations.ts";
import { proveOn } from "../support/prove-on.ts";
import { sharedLab } from "../support/shop-hooks.ts";

// What guards against a signature that any loaded shop would show: its fault left out, the load kept.
describe("incidents without their fault", () => {
    before("their loads need the figures of this machine", () => sharedLab().calibrate());

    for (const id of mutated()) {
        it(`finds the proof of ${id} invalid, at the witness`, async () => {
            const { proof } = await proveOn(sharedLab(), id, { withoutFault: true });
            assert.equal(proof.valid, false, renderProof(proof));
            assert.deepEqual(uncaught(proof), [], renderProof(proof));
        });
    }
});
