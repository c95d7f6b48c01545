import assert from "node:assert/strict";
import { renderProof } from "../../incidents/proof/render.ts";
import { proveOn } from "../support/prove-on.ts";
import { sharedLab } from "../support/shop-hooks.ts";

// One of each kind of fault on the order's way, two to three minutes each with their alerts: a broker's policy,
// the network, pods that are killed. The whole catalogue takes an hour (`npm run prove -- --all --pace short`);
// a service that is gone is the drill's, and incident-8 is proven in the integration suite.
const PROVEN = ["5c", "9", "11"].map((id) => `incident-${id}`);

describe("incidents of the order's way", () => {
    for (const id of PROVEN) {
        it(`proves ${id} from green to green`, async () => {
            const { proof } = await proveOn(sharedLab(), id);
            assert.ok(proof.valid, renderProof(proof));
        });
    }
});
