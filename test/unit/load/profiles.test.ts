import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { PROFILES } from "../../../load/load.schema.ts";
import { profileFiles } from "../../../load/profile-files.ts";

const ROOT = new URL("../../../", import.meta.url);
const text = (path: string): Promise<string> => readFile(new URL(path, ROOT), "utf8");

/** What all profiles share, the shape of a calibration's load, and what tells Prometheus. */
const NO_PROFILES = ["common", "exporter", "ramp"];

describe("load profiles", () => {
    it("are the ones that a stack may name", async () => {
        const files = (await readdir(new URL("load/profiles/", ROOT))).filter((file) =>
            file.endsWith(".py"),
        );
        const names = [...PROFILES, ...NO_PROFILES];
        assert.deepEqual(files.sort(), names.map((name) => `${name}.py`).sort());
    });

    it("go to the cluster with what they share", async () => {
        const files = profileFiles("mixed");
        assert.deepEqual(Object.keys(files).sort(), ["common.py", "exporter.py", "locustfile.py"]);
        assert.equal(files["locustfile.py"], await text("load/profiles/mixed.py"));
        assert.equal(files["common.py"], await text("load/profiles/common.py"));
        // A combination imports its parts.
        assert.deepEqual(Object.keys(profileFiles("browse-and-buy")).sort(), [
            "browse.py",
            "checkout.py",
            "common.py",
            "exporter.py",
            "locustfile.py",
        ]);
    });

    it("ask only for socks and tags that the seed has", async () => {
        // An unknown id would fail at every load, and six in a row open the breaker `Get`.
        const [common, browse, seed] = await Promise.all([
            text("load/profiles/common.py"),
            text("load/profiles/browse.py"),
            text("components/shop/catalogue-db/seed.sql"),
        ]);
        const ids = [...common.matchAll(/"([0-9a-f-]{36})"/g)].map(([, id]) => id ?? "");
        assert.equal(ids.length, 5);
        assert.deepEqual(
            ids.filter((id) => !seed.includes(`('${id}', '`)),
            [],
        );
        const tags = [...(/^TAGS = \((.*)\)$/m.exec(browse)?.[1] ?? "").matchAll(/"(\w+)"/g)];
        assert.equal(tags.length, 11);
        assert.deepEqual(
            tags
                .map(([, tag]) => tag ?? "")
                .filter((tag) => !new RegExp(`\\(\\d+, '${tag}'\\)`).test(seed)),
            [],
        );
    });

    // Without an account a log-in fails at every load: 9.1 % of all requests (incidents.md, incident 4, verdict).
    it("log in with an account that the shop is born with", async () => {
        const [, user, password] =
            /^ACCOUNT = \("(\w+)", "(\w+)"\)$/m.exec(await text("load/profiles/common.py")) ?? [];
        const seeds = await text("components/shop/image/src/services/user/seed-data.ts");
        assert.ok(seeds.includes(`${user} / ${password}`), `${user} / ${password}`);
    });

    const weights: [string, string[]][] = [
        ["browse", ["5", "2", "1"]],
        ["mixed", ["5", "3", "2", "1"]],
        ["flash-sale", ["3", "2", "2", "1"]],
    ];
    for (const [name, documented] of weights) {
        it(`${name} weighs its tasks ${documented.join(", ")} as the documented load`, async () => {
            const found = (await text(`load/profiles/${name}.py`)).matchAll(/@task\((\d)\)/g);
            assert.deepEqual(
                [...found].map(([, weight]) => weight),
                documented,
            );
        });
    }

    it("mixed and flash-sale ask what the documented loads ask, in that order", async () => {
        const asked = async (name: string): Promise<string[]> => {
            const steps = (await text(`load/profiles/${name}.py`)).matchAll(
                /@task[\s\S]*?self\.(?:ask\("(\w+)", f?"([^"?]+)|log_in)/g,
            );
            return [...steps].map(([, method, path]) => `${method ?? "GET"} ${path ?? "/login"}`);
        };
        const sock = "/catalogue/{random.choice(SOCKS";
        assert.deepEqual(
            (await asked("mixed")).map((step) => step.replace(/\[:\d\]\)\}$/, "")),
            ["GET /catalogue", `GET ${sock}`, "GET /basket.html", "GET /login"],
        );
        assert.deepEqual(
            (await asked("flash-sale")).map((step) => step.replace(/\[:\d\]\)\}$/, "")),
            ["GET /catalogue", `GET ${sock}`, "POST /cart", "GET /login"],
        );
    });

    it("checkout takes the nine documented steps in their order", async () => {
        const profile = await text("load/profiles/checkout.py");
        const pass = /def buy\(self\):([\s\S]*?)\n {4}def /.exec(profile)?.[1] ?? "";
        const steps = pass.matchAll(/self\.(?:must|then)\("(\w+)", f?"([^"?]+)/g);
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
