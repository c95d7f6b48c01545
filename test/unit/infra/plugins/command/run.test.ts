import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf } from "../../../../../infra/plugins/command/environment.ts";
import type { CommandInputs } from "../../../../../infra/plugins/command/inputs.ts";
import { ProcessGroups } from "../../../../../infra/plugins/command/process-groups.ts";
import { run, trimNewline } from "../../../../../infra/plugins/command/run.ts";

async function lines(command: string, inputs: CommandInputs = {}): Promise<string[]> {
    const seen: string[] = [];
    await run(command, inputs, undefined, new ProcessGroups(), (line) => seen.push(line));
    return seen;
}

describe("run", () => {
    const groups = new ProcessGroups();
    const quiet = (): undefined => undefined;

    it("returns both outputs, each less one newline", async () => {
        const outputs = await run("printf 'a\\n\\n'; echo b >&2", {}, undefined, groups, quiet);
        assert.deepEqual(outputs, { stdout: "a\n", stderr: "b" });
    });

    it("passes stdin, the folder and the environment", async () => {
        const dir = await mkdtemp(join(tmpdir(), "command-"));
        const inputs = { stdin: "in", dir, environment: { GREETING: "hello" } };
        const { stdout } = await run(
            'echo "$GREETING $(cat) $PWD"',
            inputs,
            undefined,
            groups,
            quiet,
        );
        await rm(dir, { recursive: true });
        assert.equal(stdout, `hello in ${dir}`);
    });

    it("uses the interpreter", async () => {
        const inputs = { interpreter: [process.execPath, "-e"] };
        assert.equal(
            (await run("console.log(6 * 7)", inputs, undefined, groups, quiet)).stdout,
            "42",
        );
    });

    it("fails with the exit status and all output", async () => {
        await assert.rejects(
            run("echo out; echo err >&2; exit 3", {}, undefined, groups, quiet),
            (error: Error) => {
                assert.match(
                    error.message,
                    /^exit status 3: running "echo out; echo err >&2; exit 3":\n/,
                );
                assert.deepEqual(error.message.split("\n").slice(1, 3).sort(), ["err", "out"]);
                return true;
            },
        );
    });

    it("fails where the folder or the program doesn't exist", async () => {
        await assert.rejects(
            run("true", { dir: "/no/such" }, undefined, groups, quiet),
            /ENOENT \(in \/no\/such\)/,
        );
        await assert.rejects(
            run("true", { interpreter: ["/no/such"] }, undefined, groups, quiet),
            /\/no\/such ENOENT/,
        );
    });

    it("shows the lines of the streams that are to be shown, an unfinished last one too", async () => {
        const both = "echo o; printf 'e' >&2";
        assert.deepEqual((await lines(both)).sort(), ["e", "o"]);
        assert.deepEqual(await lines(both, { logging: "stdout" }), ["o"]);
        assert.deepEqual(await lines(both, { logging: "stderr" }), ["e"]);
        assert.deepEqual(await lines(both, { logging: "none" }), []);
    });

    it("ends a command with all that it started", async () => {
        // The sleeper holds the output open, so the run can't end before it does.
        const running = run("sleep 60 & echo started; wait", {}, undefined, groups, () => {
            void groups.end("SIGTERM");
        });
        await assert.rejects(running, /^Error: signal: SIGTERM/);
    });
});

describe("environmentOf", () => {
    const previous = { stdout: "o", stderr: "" };

    it("puts the inputs over the plugin's own, and the outputs before over both", () => {
        const inputs = { environment: { A: "mine", PULUMI_COMMAND_STDOUT: "mine" } };
        assert.deepEqual(environmentOf(inputs, previous, { A: "own", B: "own" }), {
            A: "mine",
            B: "own",
            PULUMI_COMMAND_STDOUT: "o",
        });
    });

    it("leaves the outputs out on create and where that is asked for", () => {
        assert.deepEqual(environmentOf({}, undefined, {}), {});
        assert.deepEqual(environmentOf({ addPreviousOutputInEnv: false }, previous, {}), {});
    });
});

describe("trimNewline", () => {
    it("takes one away and no more", () => {
        assert.deepEqual(["a\n\n", "a", ""].map(trimNewline), ["a\n", "a", ""]);
    });
});
