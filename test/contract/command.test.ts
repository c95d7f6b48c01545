import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench } from "./workbench.ts";

const MINUTE = 60_000;

/** As official 1.2.1: `local/base.go`, `local/commandController.go`. */
describe("contract: local.Command", function () {
    this.timeout(2 * MINUTE);
    const bench = new Workbench();
    const directory = mkdtempSync(join(tmpdir(), "contract-command-"));
    const log = join(directory, "log");

    /** A command that writes down what it saw. */
    function command(name: string, inputs: Record<string, unknown>): ResourceSpec {
        return { name, type: "command:local:Command", inputs };
    }

    function note(what: string): string {
        return `echo "${what} out=$PULUMI_COMMAND_STDOUT err=$PULUMI_COMMAND_STDERR" >> ${log}`;
    }

    before(() => bench.open());
    after(async () => {
        await bench.close();
        rmSync(directory, { recursive: true });
    });

    it("runs create with stdin, folder, environment and interpreter; outputs lose one newline", async () => {
        bench.set([
            command("all", {
                create: 'console.log(process.env.GREETING, process.cwd(), require("fs").readFileSync(0, "utf8")); console.log(); console.error("e")',
                interpreter: [process.execPath, "-e"],
                environment: { GREETING: "hi" },
                stdin: "in",
                dir: directory,
            }),
            command("life", {
                create: `${note("create")}; echo one; echo two >&2`,
                update: `${note("update")}; echo three`,
                delete: note("delete"),
            }),
            command("no-update", {
                create: "echo $X",
                environment: { X: "1" },
                addPreviousOutputInEnv: false,
            }),
            command("hidden", { create: "echo $X", environment: { X: { $secret: "hunter2" } } }),
            command("quiet", { create: "echo loud", logging: "none" }),
        ]);
        const { text } = await bench.must(["up", "--yes", "--skip-preview"]);
        const { all, life, hidden } = await bench.state();
        assert.deepEqual(
            [all?.outputs["stdout"], all?.outputs["stderr"]],
            [`hi ${directory} in\n`, "e"],
        );
        assert.deepEqual([life?.outputs["stdout"], life?.outputs["stderr"]], ["one", "two"]);
        assert.match(life?.id ?? "", /^life[0-9a-f]{8}$/);
        assert.match(JSON.stringify(hidden?.outputs["stdout"]), /"ciphertext"/);
        assert.equal(text.includes("loud"), false);
    });

    it("runs update with the outputs before in its environment, or create where there is no update", async () => {
        bench.set([
            command("life", {
                create: `${note("create")}; echo one`,
                update: `${note("update")}; echo three`,
                delete: note("delete"),
                environment: { A: "b" },
            }),
            command("no-update", {
                create: "echo $X",
                environment: { X: "2" },
                addPreviousOutputInEnv: false,
            }),
        ]);
        await bench.must(["up", "--yes", "--skip-preview"]);
        const { life, "no-update": again } = await bench.state();
        assert.deepEqual([life?.outputs["stdout"], life?.outputs["stderr"]], ["three", ""]);
        assert.equal(again?.outputs["stdout"], "2");
    });

    it("runs delete with the last outputs in its environment", async () => {
        bench.set([]);
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.deepEqual(readFileSync(log, "utf8").trim().split("\n"), [
            "create out= err=",
            "update out=one err=two",
            "delete out=three err=",
        ]);
    });

    it("fails with the exit status and the output, and records nothing", async () => {
        bench.set([command("bad", { create: "echo oh no; exit 3" })]);
        const { code, text } = await bench.up();
        assert.notEqual(code, 0);
        assert.match(text, /exit status 3: running "echo oh no; exit 3":\s+oh no/);
        assert.equal((await bench.state())["bad"], undefined);
    });

    it("refuses by name what isn't supported (the official plugin has it)", async () => {
        bench.set([command("assets", { create: "true", assetPaths: ["*"] })]);
        const { code, text } = await bench.run(["preview"]);
        assert.notEqual(code, 0);
        assert.match(text, /files as assets are not supported by this plugin/);
        bench.set([]);
    });
});
