import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
    appendFileSync,
    mkdirSync,
    mkdtempSync,
    realpathSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureGitFilter, refreshStackFiles } from "../../../../infra/toolchain/git-filter.mjs";

// Without it every clone would show its stack files as changed after the set-up.
describe("the salt that Pulumi writes into stack files", () => {
    let root: string;
    let file: string;
    const git = (...args: string[]): string =>
        execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
            cwd: root,
            encoding: "utf8",
        });

    beforeEach(async () => {
        root = realpathSync(mkdtempSync(join(tmpdir(), "git-filter-")));
        mkdirSync(join(root, "stacks"));
        file = join(root, "stacks/Pulumi.a.yaml");
        writeFileSync(file, "config:\n  a: 1\n");
        writeFileSync(join(root, ".gitattributes"), "stacks/Pulumi.*.yaml filter=pulumi-salt\n");
        git("init", "--quiet");
        git("add", ".");
        git("commit", "--quiet", "--message", "first");
        await ensureGitFilter(root);
        appendFileSync(file, "encryptionsalt: v1:abc\n");
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it("is no change to git", async () => {
        await refreshStackFiles(root);
        assert.equal(git("status", "--short"), "");
    });
    it("hides no change that somebody made, and stages none", async () => {
        appendFileSync(file, "  b: 2\n");
        await refreshStackFiles(root);
        assert.equal(git("status", "--short"), " M stacks/Pulumi.a.yaml\n");
    });
});
