import assert from "node:assert/strict";
import { renderProof } from "../../../../incidents/proof/render.ts";
import { play } from "./stage.ts";

describe("a rendered proof", () => {
    it("shows points, figures with their spread, and the times", async () => {
        const text = renderProof((await play()).proof);
        assert.match(text, /^Proof of incident-8 at pace short: all points hold\n/);
        assert.match(
            text,
            /\| must +\| pages are slow +\|.*\| p95 500 ms \| 2 of 2 \| 500\.0 \/ 500\.0 \/ 500\.0 ms +\| +\|/,
        );
        assert.match(text, /\| SockShopCatalogueDatabaseStarved \| critical +\| +0 \| has to \|/);
        assert.match(
            text,
            /apply → red 1\.0 s, apply → all alerts 0\.0 s, destroy → green 1\.0 s$/,
        );
    });
    it("ends with the reasons of one that is not valid, by name", async () => {
        const { proof } = await play({
            reading: ({ moment }) =>
                moment === "applied" ? { catalogueP95Ms: 500, failedShare: 1 } : {},
        });
        const text = renderProof(proof);
        assert.match(text, /^Proof of incident-8 at pace short: NOT VALID\n/);
        assert.match(text, /\| must not +\| pages fail .*\| WRONG \|/);
        assert.ok(
            text.endsWith(
                "Not valid because:\n- nothing else broke: must-not seen: pages fail (1 failed)",
            ),
            text,
        );
    });
});
