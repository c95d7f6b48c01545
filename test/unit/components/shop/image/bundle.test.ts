import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { BUNDLES, bundle } from "../../../../../components/shop/image/bundle.ts";
import { encodeJpeg } from "../../../../../components/shop/image/pictures/jpeg.ts";
import { sockDrawings, sockPictures } from "../../../../../components/shop/image/pictures/socks.ts";
import { SERVICES } from "../../../../../components/shop/topology.ts";

const SEED = new URL("../../../../../components/shop/catalogue-db/seed.sql", import.meta.url);

describe("sock pictures", () => {
    it("are exactly those that the seed names", async () => {
        const named = (await readFile(SEED, "utf8")).matchAll(/\/catalogue\/images\/([^']+)/g);
        assert.deepEqual(
            [...sockPictures().keys()].sort(),
            [...new Set([...named].map(([, file]) => file ?? ""))].sort(),
        );
    });

    it("have a drawing each, which holds nothing but shapes", () => {
        const names = [...sockPictures().keys()].map((file) => file.replace(/\.jpe?g$/, ".svg"));
        assert.deepEqual([...sockDrawings().keys()], names);
        for (const [file, svg] of sockDrawings()) {
            const elements = new Set([...svg.matchAll(/<(\w+)/g)].map(([, name]) => name));
            for (const known of [
                "svg",
                "defs",
                "clipPath",
                "pattern",
                "path",
                "rect",
                "circle",
                "g",
            ]) {
                elements.delete(known);
            }
            assert.deepEqual([...elements], [], file);
            assert.doesNotMatch(svg, /NaN|undefined|href/, file);
        }
    });

    it("encodes a known picture to known bytes", () => {
        // One white and one black block: levels 1016 and -1024, so differences of 10 and 11 bits.
        const jpeg = Buffer.from(
            encodeJpeg([
                [
                    [255, 255, 255],
                    [0, 0, 0],
                ],
            ]),
        );
        const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])) + 14);
        assert.equal(jpeg.subarray(0, 4).toString("hex"), "ffd8ffe0");
        assert.equal(scan.toString("hex"), "afe0005807001fffd9");
        const frame = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xc0])));
        assert.deepEqual([frame.readUInt16BE(5), frame.readUInt16BE(7)], [8, 16]);
    });
});

describe("bundle", () => {
    let folder: string;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "bundle-"));
        await Promise.all([bundle(join(folder, "a")), bundle(join(folder, "b"))]);
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it("has a service for each of the topology, and nothing else", () => {
        assert.deepEqual([...BUNDLES].sort(), Object.keys(SERVICES).sort());
    });

    it("gives the same bytes each time, which the image's name is made of", async () => {
        const files = (await readdir(join(folder, "a"), { recursive: true, withFileTypes: true }))
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name));
        assert.ok(files.length > 20);
        for (const file of files) {
            const twin = file.replace(join(folder, "a"), join(folder, "b"));
            assert.ok((await readFile(file)).equals(await readFile(twin)), file);
        }
    });

    it("keeps the licence of every bundled package", async () => {
        const text = await readFile(join(folder, "a", "THIRD-PARTY-LICENSES.txt"), "utf8");
        for (const name of [
            "hono",
            "@hono/node-server",
            "mysql2",
            "cockatiel",
            "@prometheus-io/client",
        ]) {
            assert.match(text, new RegExp(`^=+\n${name} \\d\\S* \\((MIT|Apache-2.0)\\)\n=+$`, "m"));
        }
    });

    const start = (env: Record<string, string>): [number | null, string] => {
        const main = join(folder, "a", "main.cjs");
        const run = spawnSync(process.execPath, [main], { env, encoding: "utf8", timeout: 10_000 });
        return [run.status, run.stderr];
    };

    it("refuses an unknown service with what is allowed", () => {
        assert.deepEqual(start({ SERVICE: "carts-db" }), [
            2,
            `variable SERVICE: found "carts-db"\n  allowed: ${[...BUNDLES].sort().join(", ")}\n` +
                "  cure:    set SERVICE in the container's environment\n",
        ]);
        // A name that every object has must not count as a service.
        assert.equal(start({ SERVICE: "constructor" })[0], 2);
    });

    it("refuses a setting it can't use, from inside each service", () => {
        for (const name of BUNDLES) {
            const [status, text] = start({ SERVICE: name, PORT: "none" });
            assert.equal(status, 1);
            assert.match(text, /^(flag -{1,2}port or )?variable PORT: found "none"\n/);
        }
    });
});
