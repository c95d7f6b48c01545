import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain } from "../../../../infra/config/explain.ts";
import { parseStackFile } from "../../../../infra/config/file.ts";
import { keyPaths } from "../../../../infra/config/key-paths.ts";
import { NAMESPACE, parseConfig } from "../../../../infra/config/load.ts";
import { RENAMED_KEYS } from "../../../../infra/config/renamed-keys.ts";
import { StackConfig } from "../../../../infra/config/schema.ts";
import { sourceOf } from "../../../../infra/config/source.ts";

/** Each stack's file as it was first committed. */
const FIRST = "test/support/first-stacks";
/** Every key that any version has known, one a line; only ever longer. */
const KEYS_EVER = "test/support/config-keys.txt";

describe("configuration of earlier versions", () => {
    for (const name of readdirSync(FIRST)) {
        it(`${name} as first committed is still taken`, () => {
            const file = join(FIRST, name);
            const stack = /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? assert.fail(name);
            const text = readFileSync(file, "utf8");
            const raw = parseStackFile(text, { stack, file });
            const source = sourceOf({ stack, file, namespace: NAMESPACE, read: () => text });
            assert.equal(parseConfig(raw, source).role, raw["sock-shop:role"]);
        });
    }

    it("holds no key that is gone without its new name", () => {
        const now = keyPaths();
        const ever = readFileSync(KEYS_EVER, "utf8").trim().split("\n");
        if (process.env["GOLDEN"] === "update") {
            writeFileSync(KEYS_EVER, `${[...new Set([...ever, ...now])].sort().join("\n")}\n`);
            return;
        }
        const missing = now.filter((key) => !ever.includes(key));
        assert.deepEqual(missing, [], `new keys: GOLDEN=update adds them to ${KEYS_EVER}`);
        const gone = ever.filter((key) => !now.includes(key) && RENAMED_KEYS[key] === undefined);
        assert.deepEqual(gone, [], "say in infra/config/renamed-keys.ts what they are called now");
        for (const [old, name] of Object.entries(RENAMED_KEYS)) {
            assert.ok(ever.includes(old), `${old} was never a key`);
            assert.ok(now.includes(name), `${name} is no key now`);
        }
    });

    it("fails with a renamed key's new name", () => {
        const values = {
            role: "incident",
            incident: "incident-3",
            faults: [],
            load: { visitors: 3 },
        };
        const { error } = StackConfig.safeParse(values, { reportInput: true });
        assert.ok(error !== undefined);
        assert.deepEqual(explain(error.issues, values, { "load.visitors": "load.users" }), {
            path: ["load", "visitors"],
            found: "key visitors of an earlier version, which is called load.users now",
            allowed: "profile, users, saturation, spawnRate, duration, waitMs, workers",
        });
    });
});
