import assert from "node:assert/strict";
import { expectedPoints } from "../../../../incidents/proof/point.ts";
import { ProofRun } from "../../../../incidents/proof/run.ts";
import { TEN } from "../../../support/ten-points.ts";
import { FAILS, FAST, SLOW, stage } from "./stage.ts";

describe("points of a valid proof", () => {
    it("are all needed: those that hold are not enough", async () => {
        const { options, senses } = stage({});
        const run = new ProofRun(options, senses);
        await run.telemetrySeen();
        const { valid, invalidBecause } = run.proof();
        assert.equal(valid, false);
        assert.deepEqual(
            invalidBecause,
            TEN.slice(1).map((name) => `${name}: not reached`),
        );
    });
    it("depend on the incident", () => {
        const base = { id: "i", title: "t", must: [SLOW], mustNot: [FAILS], recovered: [FAST] };
        assert.deepEqual(expectedPoints(base), TEN);
        assert.equal(expectedPoints({ ...base, control: true })[3], "witness seen");
        const heals = { withinSeconds: 1, source: "s" };
        assert.equal(expectedPoints({ ...base, heals }).length, 11);
    });
});
