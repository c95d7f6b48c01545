import assert from "node:assert/strict";
import { canonicalQuantity } from "../../../../../infra/plugins/kubernetes/quantity.ts";

/** What the API server (1.34) prints for a quantity it was given. */
const CASES: [given: string, printed: string][] = [
    ["1000m", "1"],
    ["0.5", "500m"],
    ["1500m", "1500m"],
    ["1.5", "1500m"],
    ["1024Mi", "1Gi"],
    ["1536Mi", "1536Mi"],
    ["0.5Gi", "512Mi"],
    ["1000", "1k"],
    ["1024", "1024"],
    ["2000k", "2M"],
    ["0", "0"],
    ["0Mi", "0"],
    ["-1000m", "-1"],
    ["100u", "100u"],
    ["0.1m", "100u"],
    ["64Mi", "64Mi"],
    ["1e3", "1e3"],
    ["lots", "lots"],
    ["", ""],
];

describe("canonicalQuantity", () => {
    for (const [given, printed] of CASES) {
        it(`prints ${given || "an empty text"} as ${printed || "such"}`, () =>
            assert.equal(canonicalQuantity(given), printed));
    }
});
