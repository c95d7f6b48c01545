import assert from "node:assert/strict";
import { renderProof } from "../../incidents/proof/render.ts";
import { proveOn } from "../support/prove-on.ts";
import { sharedLab } from "../support/shop-hooks.ts";

// Those of the order's way: a minute each. The loads of the rest take several, and the whole catalogue half
// an hour (`npm run prove -- --all --pace short`); incident-8 is proven in the integration suite.
const PROVEN = ["3", "5", "5a", "5c", "6", "9", "10", "11", "12"].map((id) => `incident-${id}`);

describe("incidents of the order's way", () => {
    for (const id of PROVEN) {
        it(`proves ${id} from green to green`, async () => {
            const proof = await proveOn(sharedLab(), id);
            assert.ok(proof.valid, renderProof(proof));
        });
    }
});
