import assert from "node:assert/strict";
import { spreadOf } from "../../../../incidents/proof/tally.ts";

describe("spread of a figure", () => {
    it("is its least, its middle and its greatest, by number and not by text", () => {
        assert.deepEqual(spreadOf([100, 9, 20], "ms"), {
            unit: "ms",
            min: 9,
            median: 20,
            max: 100,
        });
        assert.deepEqual(spreadOf([4, 1, 2, 3], ""), { unit: "", min: 1, median: 2.5, max: 4 });
        assert.deepEqual(spreadOf([7], "%"), { unit: "%", min: 7, median: 7, max: 7 });
    });
    it("is none for no figure", () => {
        assert.equal(spreadOf([], "ms"), undefined);
    });
});
