import assert from "node:assert/strict";
import { interruptible } from "../../../../infra/cli/interruption.ts";

describe("an interrupt", () => {
    for (const [name, exit] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
    ] as const) {
        it(`${name} tells the one who works, waits for him, and gives the code ${exit}`, async () => {
            const said: string[] = [];
            const { result, code } = await interruptible(
                async (signal) => {
                    process.emit(name);
                    assert.equal(signal.aborted, true);
                    await new Promise(setImmediate);
                    return "cleaned up";
                },
                (line) => void said.push(line),
            );
            assert.deepEqual([result, code], ["cleaned up", exit]);
            assert.deepEqual(said, [`${name}: the incident is destroyed, then this ends`]);
            assert.equal(process.listenerCount(name), 0);
        });
    }
    it("that comes again changes nothing", async () => {
        const said: string[] = [];
        const { code } = await interruptible(
            () => {
                process.emit("SIGINT");
                process.emit("SIGTERM");
                return Promise.resolve();
            },
            (line) => void said.push(line),
        );
        assert.equal(code, 130);
        assert.match(said[1] ?? "", /still at it/);
    });
    it("that never comes has no code", async () => {
        const { code } = await interruptible(
            () => Promise.resolve(),
            () => undefined,
        );
        assert.equal(code, undefined);
    });
});
