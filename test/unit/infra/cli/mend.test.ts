import assert from "node:assert/strict";
import type { Proof } from "../../../../incidents/proof/point.ts";
import { mendBaseline } from "../../../../infra/cli/mend.ts";
import { proofOf } from "./proofs.ts";

/** Mends after a proof; the engine's commands end with those codes, by their first word. */
async function mended(
    proof: Proof | undefined,
    codes: Record<string, number> = {},
): Promise<{ left: string | undefined; commands: string[]; said: string[] }> {
    const commands: string[] = [];
    const said: string[] = [];
    const left = await mendBaseline(
        "i",
        "b",
        proof,
        (line) => void said.push(line),
        (args) => {
            commands.push(args.join(" "));
            return Promise.resolve({ code: codes[args[0] ?? ""] ?? 0, output: "output" });
        },
    );
    return { left, commands, said };
}

const PREVIEW = "preview --stack b --refresh --expect-no-changes";
const UP = "up --stack b --yes --skip-preview --refresh";
const DESTROY = "destroy --stack i --yes --skip-preview";

describe("mending of a baseline", () => {
    it("does nothing after a proof that ended with an equal one", async () => {
        const { left, commands } = await mended(proofOf("i", ["witness red: x"]));
        assert.deepEqual([left, commands], [undefined, []]);
    });
    it("looks first, and leaves alone what is as it should be", async () => {
        const { left, commands } = await mended(proofOf("i", ["baseline equal: rows"]));
        assert.deepEqual([left, commands], [undefined, [PREVIEW]]);
    });
    it("brings it back, and says so", async () => {
        const proof = proofOf("i", ["baseline equal: rows"]);
        const { left, commands, said } = await mended(proof, { preview: 7 });
        assert.equal(left, "left a baseline that had to be mended");
        assert.deepEqual(commands, [PREVIEW, UP]);
        assert.deepEqual(said, ["i left a baseline with changes: pulumi up --stack b --refresh"]);
    });
    it("destroys the incident first where that isn't known to have worked", async () => {
        const proof = proofOf("i", ["reverted: left: Job x", "baseline equal: x"]);
        assert.deepEqual((await mended(proof)).commands, [DESTROY, PREVIEW]);
        assert.deepEqual((await mended(undefined)).commands, [DESTROY, PREVIEW]);
    });
    it("destroys nothing that was never applied", async () => {
        for (const [reason, points] of [
            ["telemetry seen: metrics of user: none", 1],
            ["baseline green: changes", 2],
        ] as const) {
            const proof = proofOf("i", [reason]);
            proof.points = proof.points.slice(0, points);
            const { left, commands } = await mended(proof, { preview: 7 });
            assert.equal(left, "met a baseline that had to be mended");
            assert.deepEqual(commands, [PREVIEW, UP]);
        }
    });
    it("says what it could not mend", async () => {
        const { left, said } = await mended(undefined, { destroy: 1, preview: 7, up: 255 });
        assert.equal(left, "left a baseline that could not be mended");
        assert.equal(said.filter((line) => line === "output").length, 2);
    });
});
