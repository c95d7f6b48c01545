import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import {
    parseVersion,
    plugins,
    pluginVersion,
    versions,
    whyUnfit,
} from "../../../../infra/toolchain/versions.mjs";

describe("toolchain versions", () => {
    const cases: [
        tool: "node" | "kind" | "kubectl" | "pulumi",
        printed: string,
        unfit: string | undefined,
    ][] = [
        ["node", "v22.19.0", undefined],
        ["node", "v20.20.2", "20.20.2 is older than 22.19.0"],
        ["node", "v22.18.9", "22.18.9 is older than 22.19.0"],
        ["kind", "kind v0.33.0 go1.26.8 linux/amd64", undefined],
        ["kind", "kind v0.34.0 go1.26.8 linux/amd64", "0.34.0 is not below 0.34.0"],
        ["kind", "kind v0.32.9 go1.26.8 linux/amd64", "0.32.9 is older than 0.33.0"],
        ["kubectl", "Client Version: v1.33.0\nKustomize Version: v5.7.1", undefined],
        ["kubectl", "Client Version: v1.35.9\nKustomize Version: v5.7.1", undefined],
        ["kubectl", "Client Version: v1.32.9", "1.32.9 is older than 1.33.0"],
        ["kubectl", "Client Version: v1.36.0", "1.36.0 is not below 1.36.0"],
        ["pulumi", "v3.226.1", undefined],
        ["pulumi", "v3.226.0", "3.226.0 is older than 3.226.1"],
        ["pulumi", "v4.0.0-alpha.1", "4.0.0 is not below 4.0.0"],
        // A version nobody can read must never pass.
        ["pulumi", "unknown", "its version could not be read"],
        ["kind", "", "its version could not be read"],
    ];
    for (const [tool, printed, unfit] of cases) {
        it(`${tool} that prints ${JSON.stringify(printed)}: ${unfit ?? "good"}`, () => {
            assert.equal(whyUnfit(versions[tool], printed), unfit);
        });
    }

    it("reads the first version in a text, a missing patch being 0", () => {
        assert.equal(parseVersion("devel +abc"), undefined);
        assert.deepEqual(parseVersion("go1.26 linux/amd64 v9.9.9"), [1, 26, 0]);
        assert.deepEqual(parseVersion("v24.21.0"), [24, 21, 0]);
    });

    it("gives a plugin the version of the SDK that is installed", () => {
        for (const name of plugins) {
            const file = `node_modules/@pulumi/${name}/package.json`;
            const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
            assert.equal(pluginVersion(name), version.replace(/^v/, ""));
        }
    });
});
