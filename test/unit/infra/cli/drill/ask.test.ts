import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { Asker } from "../../../../../infra/cli/drill/ask.ts";

function typing(...lines: string[]): { asker: Asker; input: PassThrough } {
    const input = new PassThrough();
    const output = new PassThrough();
    const asker = new Asker(new AbortController().signal, input, output);
    // One line an answer: a terminal has nobody who types ahead of the question.
    const queue = [...lines];
    output.on("data", () => {
        const next = queue.shift();
        if (next !== undefined) setImmediate(() => input.write(`${next}\n`));
    });
    return { asker, input };
}

describe("diagnosis on the terminal", () => {
    it("is asked line by line, until an empty one", async () => {
        const { asker } = typing(
            "payment",
            "no pods",
            "scale it up",
            "",
            "0 replicas",
            " 500 ",
            "",
        );
        assert.deepEqual(await asker.diagnosis(), {
            version: 1,
            causes: [{ entity: "payment", mechanism: "no pods", repair: "scale it up" }],
            evidence: ["0 replicas", "500"],
        });
        asker.close();
    });

    it("may be that nothing is broken", async () => {
        const { asker } = typing("", "");
        assert.deepEqual(await asker.diagnosis(), { version: 1, causes: [], evidence: [] });
        asker.close();
    });

    // Who leaves the terminal must not leave an incident behind.
    it("ends where nobody types any more", async () => {
        const { asker, input } = typing("payment");
        setImmediate(() => input.end());
        await assert.rejects(asker.diagnosis(), { name: "AbortError" });
    });
});
