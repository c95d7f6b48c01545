import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isOffline, offlineNode } from "../../../../infra/toolchain/offline.mjs";
import { places } from "../../../../infra/toolchain/places.mjs";
import { workspace } from "./workspace.ts";

const neverSaid = (line: string): never => assert.fail(line);

describe("toolchain of tasks that need no cluster", () => {
    const place = workspace();

    /** A checkout with its packages, in which a bootstrap left that Node. */
    function bootstrapped(node: { path: string; version: string } | undefined): void {
        mkdirSync(path.join(place.dir, "node_modules"));
        for (const file of ["package-lock.json", "node_modules/.package-lock.json"]) {
            writeFileSync(path.join(place.dir, file), JSON.stringify({ packages: {} }));
        }
        if (node === undefined) return;
        const file = places(place.dir).toolsJson;
        mkdirSync(path.dirname(file));
        writeFileSync(file, JSON.stringify({ tools: { node } }));
    }

    it("is for preview and review", () => {
        assert.deepEqual(
            ["preview", "review", "test", "start", undefined].map((task) => isOffline(task)),
            [true, true, false, false, false],
        );
    });

    it("takes the Node of the last bootstrap, without a word", async () => {
        const own = path.join(place.dir, "node");
        writeFileSync(own, "");
        bootstrapped({ path: own, version: "24.21.0" });
        assert.equal(await offlineNode(place.dir, neverSaid), own);
    });

    for (const [what, node] of [
        ["there was none", undefined],
        ["that one is gone", { path: "/nowhere/node", version: "24.21.0" }],
        ["that one runs no TypeScript", { path: process.execPath, version: "20.20.2" }],
    ] as const) {
        it(`takes the one that runs where ${what}`, async () => {
            bootstrapped(node);
            assert.equal(await offlineNode(place.dir, neverSaid), process.execPath);
        });
    }
});
