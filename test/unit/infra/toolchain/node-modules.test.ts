import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { nodeModulesMatch } from "../../../../infra/toolchain/node-modules.mjs";
import { npmCommand } from "../../../../infra/toolchain/npm-command.mjs";
import { workspace } from "./workspace.ts";

type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>;

describe("toolchain npm packages", () => {
    const place = workspace();
    const wanted: Packages = {
        "": {},
        "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
        "node_modules/a-darwin": { version: "1.0.0", optional: true },
    };

    function match(present: Packages | undefined): boolean {
        mkdirSync(path.join(place.dir, "node_modules"), { recursive: true });
        writeFileSync(
            path.join(place.dir, "package-lock.json"),
            JSON.stringify({ packages: wanted }),
        );
        if (present) {
            const file = path.join(place.dir, "node_modules", ".package-lock.json");
            writeFileSync(file, JSON.stringify({ packages: present }));
        }
        return nodeModulesMatch(place.dir);
    }

    const a = { version: "1.0.0", integrity: "sha512-a" };
    const cases: [name: string, present: Packages | undefined, expected: boolean][] = [
        ["as the lockfile says, other platforms left out", { "node_modules/a": a }, true],
        ["an install that was interrupted", undefined, false],
        ["a package that lacks", {}, false],
        ["another version", { "node_modules/a": { ...a, version: "1.0.1" } }, false],
        ["another content", { "node_modules/a": { ...a, integrity: "sha512-b" } }, false],
        ["a package too many", { "node_modules/a": a, "node_modules/b": a }, false],
    ];
    for (const [name, present, expected] of cases) {
        it(`${name}: ${expected ? "kept" : "installed again"}`, () =>
            assert.equal(match(present), expected));
    }

    it("uses the npm that runs us, and no other package manager", () => {
        assert.deepEqual(npmCommand({ npm_execpath: "/n/npm-cli.js" }), {
            program: process.execPath,
            args: ["/n/npm-cli.js"],
        });
        assert.deepEqual(npmCommand({ npm_execpath: "/y/yarn.js" }), { program: "npm", args: [] });
        assert.deepEqual(npmCommand({}), { program: "npm", args: [] });
    });
});
