import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { isRunning, thisProcess } from "../../../../incidents/evidence/writer-process.ts";

describe("whether a writer still runs", () => {
    const self = thisProcess();

    it("is so of this process, and not of one with its number that began at another time", () => {
        assert.equal(isRunning(self), true);
        // A number is given again: a run of last week must not seem to be under way.
        assert.equal(isRunning({ ...self, began: "1" }), false);
    });
    it("is not so after the machine was started anew, or on another one", () => {
        assert.equal(isRunning({ ...self, machine: "0" }), false);
    });
    it("is not so of a process that has ended", async () => {
        const child = spawn(process.execPath, ["--eval", ""]);
        await once(child, "exit");
        assert.equal(isRunning({ ...self, pid: child.pid ?? 0 }), false);
    });
});
