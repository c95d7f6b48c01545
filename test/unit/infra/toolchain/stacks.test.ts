import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { initStacks, stacksWithoutState } from "../../../../infra/toolchain/stacks.mjs";
import { workspace } from "./workspace.ts";

describe("toolchain stacks", () => {
    const place = workspace();
    beforeEach(() => {
        mkdirSync(path.join(place.dir, "stacks"));
        writeFileSync(path.join(place.dir, "Pulumi.yaml"), "name: sock-shop\nruntime: nodejs\n");
        writeFileSync(path.join(place.dir, "stacks/README.md"), "");
        for (const stack of ["baseline", "incident-8"]) {
            writeFileSync(path.join(place.dir, `stacks/Pulumi.${stack}.yaml`), "config: {}\n");
        }
    });

    function state(stack: string): void {
        const dir = path.join(place.dir, ".state/.pulumi/stacks/sock-shop");
        mkdirSync(dir, { recursive: true });
        writeFileSync(path.join(dir, `${stack}.json`), "{}");
    }

    it("finds each file in stacks/ that has no state", () => {
        assert.deepEqual(stacksWithoutState(place.dir), ["baseline", "incident-8"]);
        state("baseline");
        assert.deepEqual(stacksWithoutState(place.dir), ["incident-8"]);
        state("incident-8");
        assert.deepEqual(stacksWithoutState(place.dir), []);
    });

    it("creates them with the pulumi on PATH, without the salt of a state that was deleted", async () => {
        const bin = path.join(place.dir, "bin");
        mkdirSync(bin);
        writeFileSync(path.join(bin, "pulumi"), '#!/bin/sh\necho "$@" >>calls\n', { mode: 0o755 });
        state("baseline");
        const file = path.join(place.dir, "stacks/Pulumi.incident-8.yaml");
        writeFileSync(file, "config: {}\nencryptionsalt: v1:abc:v1:def==\n");
        const env = { ...process.env, PATH: `${bin}:/usr/bin:/bin` };
        assert.deepEqual(await initStacks(place.dir, env), ["incident-8"]);
        const calls = readFileSync(path.join(place.dir, "calls"), "utf8");
        assert.equal(calls, "stack init incident-8 --non-interactive --no-select\n");
        assert.equal(readFileSync(file, "utf8"), "config: {}\n");
    });

    it("does nothing where there is no project yet", () => {
        assert.deepEqual(stacksWithoutState(path.join(place.dir, "none")), []);
    });
});
