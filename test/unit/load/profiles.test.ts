import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { PROFILES } from "../../../load/load.schema.ts";

const ROOT = new URL("../../../", import.meta.url);
const text = (path: string): Promise<string> => readFile(new URL(path, ROOT), "utf8");

describe("load profiles", () => {
    it("are the ones that a stack may name", async () => {
        const files = (await readdir(new URL("load/profiles/", ROOT))).filter((file) =>
            file.endsWith(".py"),
        );
        assert.deepEqual(files.sort(), PROFILES.map((name) => `${name}.py`).sort());
    });

    it("browse asks only for socks and tags that the seed has", async () => {
        // An unknown id would fail at every load, and six in a row open the breaker `Get`.
        const [profile, seed] = await Promise.all([
            text("load/profiles/browse.py"),
            text("components/shop/catalogue-db/seed.sql"),
        ]);
        const ids = [...profile.matchAll(/"([0-9a-f-]{36})"/g)].map(([, id]) => id ?? "");
        assert.equal(ids.length, 5);
        assert.deepEqual(
            ids.filter((id) => !seed.includes(`('${id}', '`)),
            [],
        );
        const tags = [...(/^TAGS = \((.*)\)$/m.exec(profile)?.[1] ?? "").matchAll(/"(\w+)"/g)];
        assert.equal(tags.length, 11);
        assert.deepEqual(
            tags
                .map(([, tag]) => tag ?? "")
                .filter((tag) => !new RegExp(`\\(\\d+, '${tag}'\\)`).test(seed)),
            [],
        );
    });

    it("browse weighs its tasks 5, 2, 1 as the documented load", async () => {
        const weights = (await text("load/profiles/browse.py")).matchAll(/@task\((\d)\)/g);
        assert.deepEqual(
            [...weights].map(([, weight]) => weight),
            ["5", "2", "1"],
        );
    });

    it("checkout takes the nine documented steps in their order", async () => {
        const profile = await text("load/profiles/checkout.py");
        const pass = /def buy\(self\):([\s\S]*?)\n {4}def /.exec(profile)?.[1] ?? "";
        const steps = pass.matchAll(/self\.(?:ask|then)\("(\w+)", f?"([^"?]+)/g);
        assert.deepEqual(
            [...steps].map(([, method, path]) => `${method ?? ""} ${path ?? ""}`),
            [
                "GET /catalogue",
                "GET /",
                "GET /login",
                "GET /category.html",
                "GET /detail.html",
                "DELETE /cart",
                "POST /cart",
                "GET /basket.html",
                "POST /orders",
            ],
        );
    });
});
