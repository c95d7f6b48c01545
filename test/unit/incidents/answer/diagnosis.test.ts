import assert from "node:assert/strict";
import { parseDiagnosis } from "../../../../incidents/answer/diagnosis.ts";
import { LabError } from "../../../../components/kit/error.ts";

const GOOD = {
    version: 1,
    causes: [{ entity: "payment", mechanism: "scaled-to-zero", repair: "scale it up" }],
    evidence: ["0 replicas"],
};

describe("diagnosis", () => {
    it("is taken as it is written, with or without a report", () => {
        assert.deepEqual(parseDiagnosis(JSON.stringify(GOOD), "found.json"), GOOD);
        const told = { ...GOOD, report: "It was payment." };
        assert.deepEqual(parseDiagnosis(JSON.stringify(told), "found.json"), told);
    });

    const garbage: readonly (readonly [string, string, RegExp])[] = [
        ["no JSON", "it was payment", /found\.json: no JSON/],
        ["an empty file", "", /no JSON/],
        ["a list", "[]", /\(top\): /],
        ["null", "null", /\(top\): /],
        ["no version", JSON.stringify({ ...GOOD, version: undefined }), /version/],
        ["another version", JSON.stringify({ ...GOOD, version: 2 }), /version/],
        ["an unknown key", JSON.stringify({ ...GOOD, score: 10 }), /score/],
        ["an empty entity", spoilt({ entity: " " }), /causes\.0\.entity/],
        ["a number for a repair", spoilt({ repair: 1 }), /causes\.0\.repair/],
        ["a cause without mechanism", spoilt({ mechanism: undefined }), /causes\.0\.mechanism/],
        [
            "a list of everything",
            JSON.stringify({ ...GOOD, evidence: Array(13).fill("x") }),
            /evidence/,
        ],
        [
            "every cause there is",
            JSON.stringify({ ...GOOD, causes: Array(6).fill(GOOD.causes[0]) }),
            /causes/,
        ],
        [
            "a novel for evidence",
            JSON.stringify({ ...GOOD, evidence: ["x".repeat(501)] }),
            /evidence\.0/,
        ],
    ];
    for (const [kind, text, expected] of garbage) {
        it(`refuses ${kind}, in four parts`, () => {
            assert.throws(
                () => parseDiagnosis(text, "found.json"),
                (error: unknown) => {
                    assert.ok(error instanceof LabError);
                    assert.match(error.message, expected);
                    assert.match(error.message, /allowed: \{"version": 1/);
                    assert.match(error.message, /cure: {4}npm run drill -- answer --diagnosis/);
                    return true;
                },
            );
        });
    }
});

function spoilt(part: object): string {
    return JSON.stringify({ ...GOOD, causes: [{ ...GOOD.causes[0], ...part }] });
}
