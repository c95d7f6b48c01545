import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const SEED = new URL("../../../../components/shop/catalogue-db/seed.sql", import.meta.url);

/** Id, name, price, stock and tags in their order, as the contract lists them (shop-api.md 2.6, R). */
const SOCKS = [
    ["03fef6ac-1896-4ce8-bd69-b798f85c6e0b", "Holy", 99.99, 1, "action magic"],
    ["3395a43e-2d88-40de-b95f-e00e1502085b", "Colourful", 18, 438, "brown blue"],
    ["510a0d7e-8e83-4193-b483-e27e09ddc34d", "SuperSport XL", 15, 820, "sport formal black"],
    ["808a2de1-1aaa-4c25-a9b9-6612e8f29a38", "Crossed", 17.32, 738, "blue action red formal"],
    ["819e1fbf-8b7e-4f6d-811f-693534916a8b", "Figueroa", 14, 808, "green formal blue"],
    ["837ab141-399e-4c1f-9abc-bace40296bac", "Cat socks", 15, 175, "brown formal green"],
    ["a0a4f044-b040-410d-8ead-4de0446aec7e", "Nerd leg", 7.99, 115, "blue skin"],
    ["d3588630-ad8e-49df-bbd7-3167f7efb246", "YouTube.sock", 10.99, 801, "formal geek"],
    ["zzz4f044-b040-410d-8ead-4de0446aec7e", "Classic", 12, 127, "brown green"],
] as const;

describe("catalogue-db seed", () => {
    it("is the contract's nine socks with their tags, in order", async () => {
        const seed = await readFile(SEED, "utf8");
        const tags = new Map(
            [...seed.matchAll(/\((\d+), '(\w+)'\)/g)].map(([, id, name]) => [id ?? "", name ?? ""]),
        );
        assert.equal(
            [...tags.values()].join(" "),
            "brown geek formal blue skin red action sport black magic green",
        );
        const tagsOf = (id: string): string =>
            [...seed.matchAll(/\('([\w-]{36})', (\d+)\)/g)]
                .filter(([, sock]) => sock === id)
                .map(([, , tag]) => tags.get(tag ?? ""))
                .join(" ");
        const rows = seed.matchAll(/\('([\w-]{36})', '([^']+)',\s+'([^']+)',\s+([\d.]+), (\d+),/g);
        const found = [...rows].map(([, id = "", name, description = "", price, count]) => {
            assert.ok(description.length <= 200, `${id}: the column holds 200 characters`);
            return [id, name, Number(price), Number(count), tagsOf(id)];
        });
        assert.deepEqual(found, SOCKS);
    });

    it("keeps each picture's path within its column of 40 characters", async () => {
        const paths = [
            ...(await readFile(SEED, "utf8")).matchAll(/'(\/catalogue\/images\/[^']+)'/g),
        ];
        assert.equal(paths.length, 18);
        for (const [, path = ""] of paths) {
            assert.ok(path.length <= 40, path);
        }
    });
});
