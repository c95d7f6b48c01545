import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { capture, run } from "../../../../infra/toolchain/command.mjs";
import { ToolchainError } from "../../../../infra/toolchain/error.mjs";
import { runSteps, type Step } from "../../../../infra/toolchain/step-graph.mjs";
import { workspace } from "./workspace.ts";

describe("toolchain steps", () => {
    const place = workspace();
    const silent = () => {};

    it("start together, and only after those they come after", async () => {
        const events: string[] = [];
        let open = () => {};
        const gate = new Promise<void>((resolve) => (open = resolve));
        const step = (name: string, after: string[], work: () => Promise<unknown>): Step => ({
            name,
            after,
            run: async () => {
                events.push(`+${name}`);
                await work();
                events.push(`-${name}`);
            },
        });
        const steps = [
            step("a", [], () => gate),
            // Opens the gate of `a`: this hangs unless both run at the same time.
            step("b", [], () => Promise.resolve(open())),
            step("c", ["a", "b"], () => Promise.resolve()),
        ];
        const outcome = await runSteps(steps, silent);
        assert.deepEqual(outcome.done.toSorted(), ["a", "b", "c"]);
        assert.deepEqual(events.slice(0, 2), ["+a", "+b"]);
        assert.deepEqual(events.slice(-2), ["+c", "-c"]);
    });

    it("a failure leaves out only what comes after it; the rest finishes", async () => {
        const said: string[] = [];
        const boom = new Error("boom");
        const steps: Step[] = [
            { name: "bad", run: () => Promise.reject(boom) },
            {
                name: "slow",
                run: () => new Promise((resolve) => setTimeout(resolve, 30, "slow is done")),
            },
            { name: "next", after: ["bad"], run: () => Promise.resolve("must not run") },
            { name: "last", after: ["next"], run: () => Promise.resolve("must not run") },
            { name: "fine", after: ["slow"], run: () => Promise.resolve() },
        ];
        const outcome = await runSteps(steps, (name, line) => void said.push(`${name}: ${line}`));
        assert.deepEqual(outcome, {
            done: ["slow", "fine"],
            failed: [{ name: "bad", error: boom }],
            leftOut: ["next", "last"],
        });
        assert.deepEqual(said, ["bad: FAILED", "slow: slow is done"]);
    });

    it("a misspelt forerunner is a defect", async () => {
        const steps = [{ name: "x", after: ["nmp"], run: () => Promise.resolve() }];
        await assert.rejects(
            runSteps(steps, silent),
            /step x comes after nmp, which is not listed/,
        );
    });

    it("a failed command is named with its reason, its log and the cure", async () => {
        const script =
            "echo begin; echo 'npm error code E404' >&2; echo 'npm error not found' >&2; exit 3";
        const log = path.join(place.dir, "cache", "logs", "try.log");
        await assert.rejects(
            run("sh", ["-c", script], { log: "try", what: "the install", cure: "do this" }),
            (error: unknown) => {
                assert.ok(error instanceof ToolchainError);
                assert.equal(error.parts.where, `\`sh -c ${script}\``);
                assert.equal(
                    error.parts.found,
                    `the install failed (exit code 3): error code E404 | error not found; log: ${log}`,
                );
                assert.equal(error.parts.cure, "do this");
                return true;
            },
        );
        assert.equal(
            readFileSync(log, "utf8"),
            `$ sh -c ${script}\nbegin\nnpm error code E404\nnpm error not found\n`,
        );
    });

    it("a full disk under a command is told as such", async () => {
        const script = "echo 'write x: no space left on device' >&2; exit 1";
        await assert.rejects(
            run("sh", ["-c", script], { log: "full", what: "the build" }),
            /free at least 6 GB/,
        );
    });

    it("a program that does not exist is an error with a log, too", async () => {
        await assert.rejects(
            run("no-such-program", [], { log: "none", what: "it" }),
            /ENOENT; log: .*none\.log|ENOENT\).*none\.log/,
        );
    });
});

describe("toolchain short commands", () => {
    it("return what the program said", async () => {
        const said = await capture("sh", ["-c", "echo out; echo err >&2; exit 4"]);
        assert.deepEqual(said, { status: 4, stdout: "out\n", stderr: "err\n" });
    });

    it("are ended at their deadline", async () => {
        const { status } = await capture("sh", ["-c", "exec sleep 30"], { timeoutMs: 100 });
        assert.equal(status, 128);
    });

    /** Node's own `timeout` option held the process for the whole deadline. */
    it("of a program that does not exist hold nothing up", () => {
        const file = path.resolve("infra/toolchain/command.mjs");
        const script = `import { capture } from ${JSON.stringify(file)}; console.log((await capture("no-such-program", [], { timeoutMs: 60_000 })).status);`;
        const { stdout, status } = spawnSync(
            process.execPath,
            ["--input-type=module", "-e", script],
            {
                encoding: "utf8",
                timeout: 8_000,
            },
        );
        assert.deepEqual([stdout, status], ["127\n", 0]);
    });
});
