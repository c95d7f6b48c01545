import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import path from "node:path";

import { envFile, labVariables } from "../../../../infra/toolchain/environment.mjs";
import {
    missingFile,
    readTools,
    writeToolsFolder,
    type Tools,
} from "../../../../infra/toolchain/tools-folder.mjs";
import { workspace } from "./workspace.ts";

const shells = ["dash", "bash", "zsh"].filter(
    (shell) => spawnSync(shell, ["-c", ":"]).status === 0,
);

describe("toolchain .tools", () => {
    const place = workspace();
    let root: string;
    beforeEach(() => {
        root = path.join(place.dir, "it's a $HOME checkout");
        mkdirSync(root);
    });

    function program(name: string, text: string): string {
        const file = path.join(place.dir, name);
        writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
        return file;
    }

    function tools(): Tools {
        const at = (name: string, text = `echo ${name}`) => program(name, text);
        return {
            node: { version: "24.21.0", path: process.execPath, source: "npm" },
            kind: { version: "0.33.0", path: at("kind"), source: "build" },
            pulumi: {
                version: "3.259.0",
                path: at("pulumi", 'printf "%s|" "$@"'),
                source: "build",
            },
            "pulumi-resource-kubernetes": {
                version: "4.34.2",
                path: at("plugin"),
                source: "download",
            },
            "pulumi-resource-command": {
                version: "0.1.0",
                path: at("main.ts", ""),
                source: "stand-in",
            },
        };
    }

    for (const shell of shells) {
        it(`env can be sourced by ${shell}, from a path with a space, a quote and a dollar, twice`, () => {
            writeToolsFolder(root, tools());
            const script = `. ./.tools/env && . ./.tools/env && kind && printf '%s\\n' "$PATH" "$PULUMI_BACKEND_URL" "$PULUMI_CONFIG_PASSPHRASE_FILE" "$PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"`;
            const env = { PATH: "/usr/bin:/bin" };
            const out = execFileSync(shell, ["-c", script], {
                cwd: root,
                env,
                encoding: "utf8",
                // bash takes a socket on stdin for a remote login and reads its rc file.
                stdio: ["ignore", "pipe", "inherit"],
            });
            assert.deepEqual(out.trim().split("\n"), [
                "kind",
                `${root}/.tools/bin:/usr/bin:/bin`,
                `file://${root}/.state`,
                `${root}/.state/passphrase`,
                "true",
            ]);
        });
    }

    it("was tried with two shells at least", () => assert.ok(shells.length >= 2, shells.join()));

    it("leaves Pulumi's own plugin download on where no stand-in is used", () => {
        assert.equal(
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION" in
                labVariables("/x", { standIns: false }),
            false,
        );
    });

    it("refuses a checkout that PATH can't name", () => {
        assert.throws(
            () => envFile("/a:b", { standIns: false }),
            /a colon in the path of the checkout/,
        );
    });

    it("holds links, the shim and the stand-ins; an official plugin goes where Pulumi looks for it", () => {
        writeToolsFolder(root, tools());
        const bin = path.join(root, ".tools/bin");
        assert.deepEqual(readdirSync(bin).sort(), [
            "kind",
            "node",
            "pulumi",
            "pulumi-resource-command",
        ]);
        assert.equal(readlinkSync(path.join(bin, "kind")), path.join(place.dir, "kind"));
        assert.match(
            readFileSync(path.join(bin, "pulumi-resource-command"), "utf8"),
            /^#!\/bin\/sh\n.*\nexec '.*node' '.*main\.ts' "\$@"\n$/,
        );
        const plugin = path.join(
            root,
            ".state/pulumi-home/plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes",
        );
        assert.equal(readlinkSync(plugin), path.join(place.dir, "plugin"));
        assert.deepEqual(readTools(root), tools());
        assert.equal(missingFile(root, tools()), undefined);
    });

    it("drops from bin what is no longer wanted, and never changes the passphrase", () => {
        writeToolsFolder(root, tools());
        const file = path.join(root, ".state/passphrase");
        const before = readFileSync(file, "utf8");
        assert.match(before, /^[\w-]{32}\n$/);
        assert.equal(statSync(file).mode & 0o777, 0o600);
        const { "pulumi-resource-command": _gone, ...fewer } = tools();
        writeToolsFolder(root, fewer);
        assert.equal(existsSync(path.join(root, ".tools/bin/pulumi-resource-command")), false);
        assert.equal(readFileSync(file, "utf8"), before);
    });

    it("the shim passes every argument on, and removes the lock of a killed pulumi first", () => {
        writeToolsFolder(root, tools());
        const dir = path.join(root, ".state/.pulumi/locks/organization/sock-shop/baseline");
        mkdirSync(dir, { recursive: true });
        const { pid } = spawnSync("true");
        const hostname = spawnSync("hostname", { encoding: "utf8" }).stdout.trim();
        writeFileSync(
            path.join(dir, "1.json"),
            JSON.stringify({ pid, hostname, timestamp: "2026-01-01T00:00:00Z" }),
        );
        const shim = path.join(root, ".tools/bin/pulumi");
        const { stdout, stderr, status } = spawnSync(shim, ["up", "a b", ""], {
            encoding: "utf8",
            // The task that runs the tests points at the state of its own checkout.
            env: { ...process.env, PULUMI_BACKEND_URL: undefined },
        });
        assert.deepEqual([status, stdout], [0, "up|a b||"]);
        assert.equal(
            stderr,
            `removed the lock of a Pulumi that is gone (process ${pid}, stack baseline, since 2026-01-01T00:00:00Z)\n`,
        );
        assert.deepEqual(readdirSync(dir), []);
        assert.equal(spawnSync(shim, ["up"], { encoding: "utf8" }).stderr, "");
    });

    it("the shim asks what checks a stack file before up and preview, and nothing else", () => {
        writeToolsFolder(root, tools());
        const check = path.join(root, "infra/config/precheck.ts");
        mkdirSync(path.dirname(check), { recursive: true });
        writeFileSync(check, "process.exit(process.argv.includes('torn') ? 3 : 0);\n");
        const shim = path.join(root, ".tools/bin/pulumi");
        const run = (...args: string[]): [number | null, string] => {
            const { status, stdout } = spawnSync(shim, args, { encoding: "utf8" });
            return [status, stdout];
        };
        assert.deepEqual(run("preview", "torn"), [3, ""]);
        assert.deepEqual(run("-C", "x", "up", "torn"), [3, ""]);
        assert.deepEqual(run("up", "sound"), [0, "up|sound|"]);
        assert.deepEqual(run("destroy", "torn"), [0, "destroy|torn|"]);
        rmSync(path.dirname(check), { recursive: true });
    });

    it("misses a tool whose file is gone", () => {
        writeToolsFolder(root, tools());
        const lost = {
            ...tools(),
            kind: { version: "0.33.0", path: "/gone/kind", source: "build" as const },
        };
        assert.equal(missingFile(root, lost), "/gone/kind");
    });
});
