import assert from "node:assert/strict";
import { span } from "../../../../components/kit/time.ts";

describe("a length of time", () => {
    for (const [ms, text] of [
        [0, "0 s"],
        [-5_000, "0 s"],
        [59_499, "59 s"],
        [59_500, "1 min 0 s"],
        [125_000, "2 min 5 s"],
        [3_599_000, "59 min 59 s"],
        [3_600_000, "1 h 0 min"],
        [90_061_000, "25 h 1 min"],
    ] as const) {
        it(`of ${ms} ms is ${text}`, () => assert.equal(span(ms), text));
    }
});
