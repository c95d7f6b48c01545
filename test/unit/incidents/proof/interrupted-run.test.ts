import assert from "node:assert/strict";
import { play } from "./stage.ts";

describe("an interrupted proof", () => {
    it("destroys the incident at once, and is not valid", async () => {
        const controller = new AbortController();
        const result = await play({
            options: { signal: controller.signal },
            reading: () => ({}),
            onPause: ({ moment, seconds }) => {
                if (moment === "applied" && seconds === 3) controller.abort();
            },
        });
        assert.equal(result.destroyedAfter, 3);
        assert.deepEqual(result.proof.invalidBecause, ["run: interrupted"]);
        assert.deepEqual(result.commands, ["previewUnchanged b", "up s", "destroy s"]);
    });
    it("says nothing of a baseline that it was looking at when it came", async () => {
        const controller = new AbortController();
        const { proof } = await play({
            options: { signal: controller.signal },
            content: (turn) => {
                if (turn === 2) controller.abort();
                return {};
            },
            codes: { previewUnchanged: [0, 130] },
        });
        assert.deepEqual(proof.invalidBecause, ["run: interrupted"]);
    });
    it("applies nothing any more when it comes before", async () => {
        const { commands, proof } = await play({ options: { signal: AbortSignal.abort() } });
        assert.deepEqual(commands, []);
        assert.deepEqual(proof.invalidBecause, ["run: interrupted"]);
    });
});
