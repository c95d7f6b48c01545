import assert from "node:assert/strict";
import { goModules, modulesOf } from "../../../../infra/dependencies/go-modules.ts";
import { Sbom, sbomTroubles, withGoModules } from "../../../../infra/dependencies/sbom.ts";

const component = (name: string, rest: object = {}): object => ({
    "bom-ref": `${name}@1.0.0`,
    name,
    version: "1.0.0",
    purl: `pkg:npm/${name}@1.0.0`,
    hashes: [{ alg: "SHA-512", content: "ab" }],
    licenses: [{ license: { id: "MIT" } }],
    ...rest,
});
const sbomOf = (...components: object[]): Sbom =>
    Sbom.parse({ bomFormat: "CycloneDX", specVersion: "1.5", components });
const LOCKED = { "": {}, "node_modules/a": { version: "1.0.0" } };

describe("list of dependencies", () => {
    it("is good with a checksum and a license each", () => {
        assert.deepEqual(sbomTroubles(sbomOf(component("a")), LOCKED, []), []);
        const both = component("a", { licenses: [{ expression: "(MIT AND Zlib)" }] });
        assert.deepEqual(sbomTroubles(sbomOf(both), LOCKED, []), []);
    });

    it("says what it lacks", () => {
        const locked = { ...LOCKED, "node_modules/a/node_modules/@b/c": { version: "2.0.0" } };
        assert.deepEqual(sbomTroubles(sbomOf(component("a")), locked, []), [
            "@b/c@2.0.0 of the lockfile is not in it",
        ]);
        const rows: [object, string[]][] = [
            [{ licenses: [] }, ["a@1.0.0: license missing"]],
            [{ licenses: [{ license: { id: "GPL-3.0" } }] }, ["a@1.0.0: license GPL-3.0"]],
            [{ licenses: [{ expression: "(MIT OR SSPL-1.0)" }] }, ["a@1.0.0: license SSPL-1.0"]],
            [{ hashes: undefined }, ["a@1.0.0: no checksum in the lockfile"]],
            // Of another platform.
            [{ hashes: undefined, scope: "optional" }, []],
        ];
        for (const [rest, troubles] of rows) {
            assert.deepEqual(sbomTroubles(sbomOf(component("a", rest)), LOCKED, []), troubles);
        }
    });

    it("bears an exception, and refuses one that nothing needs", () => {
        const exception = {
            package: "a",
            license: "MIT's text in its file",
            reason: "brought by b",
        };
        const bare = component("a", { licenses: [] });
        assert.deepEqual(sbomTroubles(sbomOf(bare), LOCKED, [exception]), []);
        assert.deepEqual(sbomTroubles(sbomOf(component("a")), LOCKED, [exception]), [
            "license exception of a: nothing needs it any more",
        ]);
    });

    it("has the modules of the programs in Go, by what their go.sum holds", () => {
        const sums =
            "sigs.k8s.io/kind v0.33.0 h1:ab=\nsigs.k8s.io/kind v0.33.0/go.mod h1:cd=\n" +
            "example.com/only v1.0.0/go.mod h1:ef=\n";
        const [kind, ...rest] = modulesOf(sums);
        assert.deepEqual(
            [kind, rest],
            [{ name: "sigs.k8s.io/kind", version: "v0.33.0", sum: "h1:ab=" }, []],
        );
        assert.ok(kind !== undefined);
        const { components } = withGoModules(sbomOf(component("a")), [kind]);
        assert.deepEqual(
            components.map(({ purl }) => purl),
            ["pkg:npm/a@1.0.0", "pkg:golang/sigs.k8s.io/kind@v0.33.0"],
        );
        const all = goModules().map(({ name }) => name);
        for (const name of ["sigs.k8s.io/kind", "github.com/FerretDB/FerretDB"]) {
            assert.ok(all.includes(name), `${name} is not among ${all.length} modules`);
        }
    });
});
