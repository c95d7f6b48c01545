import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../../components/kit/error.ts";
import { findChromium } from "../support/browser.ts";

const PUBLIC = join(import.meta.dirname, "../../components/shop/image/public");

describe("web shop, its files", () => {
    it("have the same frame on every page, policy against foreign scripts included", async () => {
        const names = (await readdir(PUBLIC)).filter((name) => name.endsWith(".html"));
        assert.equal(names.length, 8);
        const frames = await Promise.all(
            names.map(async (name) => {
                const html = await readFile(join(PUBLIC, name), "utf8");
                return html
                    .replace(/<\/noscript>[^]*<\/main>/, "")
                    .replace(/(?<=shell\.js"><\/script>\s*<script type="module" src=")[^"]*/, "");
            }),
        );
        assert.equal(new Set(frames).size, 1);
        assert.match(frames[0] ?? "", /Content-Security-Policy"\s+content="default-src 'self';/);
    });
});

describe("the browser of the tests", () => {
    it("is missed with the cure", () => {
        assert.throws(
            () => findChromium({ CHROMIUM: "/none" }),
            (error) => {
                assert.ok(error instanceof LabError);
                assert.equal(error.parts.found, "/none can't be run");
                assert.match(error.parts.cure, /set CHROMIUM/);
                return true;
            },
        );
    });
});
