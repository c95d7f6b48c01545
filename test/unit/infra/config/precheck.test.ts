import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PRECHECK = resolve("infra/config/precheck.ts");

describe("check of a stack file before the engine", () => {
    let project: string;
    before(() => {
        project = mkdtempSync(join(tmpdir(), "sock-shop-lab-precheck-"));
        mkdirSync(join(project, "stacks"));
        mkdirSync(join(project, "below"));
        writeFileSync(join(project, "Pulumi.yaml"), "name: sock-shop\n");
        const sound = "config:\n  sock-shop:role: baseline\n";
        writeFileSync(join(project, "stacks/Pulumi.sound.yaml"), sound);
        writeFileSync(join(project, "stacks/Pulumi.torn.yaml"), "config:\n\tsock-shop:role: x\n");
    });
    after(() => rmSync(project, { recursive: true }));

    function run(args: string[], cwd = project, stack?: string): [number | null, string] {
        const { status, stdout, stderr } = spawnSync(process.execPath, [PRECHECK, ...args], {
            cwd,
            encoding: "utf8",
            env: { ...process.env, PULUMI_STACK: stack },
        });
        assert.equal(stdout, "");
        return [status, stderr];
    }

    const refused = (file: string): [number, string] => [
        1,
        `error: ${file}:2, sock-shop:role: no YAML: Tabs are not allowed as indentation\n` +
            "  allowed: YAML, indented with spaces\n" +
            `  cure:    edit ${file}, then run pulumi preview --stack torn again\n`,
    ];
    const file = "stacks/Pulumi.torn.yaml";

    it("refuses one that is no YAML, however the stack is named", () => {
        for (const args of [
            ["up", "--stack", "torn", "--yes"],
            ["preview", "-s", "torn", "--diff", "-m", "a message"],
            ["up", "--stack=organization/sock-shop/torn"],
        ]) {
            assert.deepEqual(run(args), refused(file), args.join(" "));
        }
        assert.deepEqual(run(["up"], project, "torn"), refused(file));
        assert.deepEqual(
            run(["up", "--stack", "torn"], join(project, "below")),
            refused(`../${file}`),
        );
        const [status, text] = run(["-C", project, "up", "--stack", "torn"], tmpdir());
        assert.equal(status, 1, text);
        assert.deepEqual(
            run(["up", "--stack", "torn", "--config-file", join(project, file)]),
            refused(join(project, file)),
        );
    });

    it("lets pass what is sound, what has no file, and what is no project", () => {
        assert.deepEqual(run(["up", "--stack", "sound"]), [0, ""]);
        assert.deepEqual(run(["up", "--stack", "unknown"]), [0, ""]);
        assert.deepEqual(run(["up", "--stack", "torn"], tmpdir()), [0, ""]);
    });
});
