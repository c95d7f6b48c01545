import assert from "node:assert/strict";
import { renderProof } from "../../incidents/proof/render.ts";
import { proveOn } from "../support/prove-on.ts";
import { sharedLab } from "../support/shop-hooks.ts";

describe("incidents of the order's way", () => {
    for (const id of ["incident-3", "incident-5", "incident-5a", "incident-5c", "incident-6"]) {
        it(`proves ${id} from green to green`, async () => {
            const proof = await proveOn(sharedLab(), id);
            assert.ok(proof.valid, renderProof(proof));
        });
    }
});
