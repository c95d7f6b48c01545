import { z } from "zod";
import type { Exceptions } from "./exceptions.ts";
import { type GoModule, purlOf } from "./go-modules.ts";

const License = z.object({
    license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
    expression: z.string().optional(),
});

const Component = z.looseObject({
    "bom-ref": z.string().min(1),
    name: z.string().min(1),
    version: z.string().min(1),
    purl: z.string().startsWith("pkg:"),
    scope: z.enum(["required", "optional", "excluded"]).optional(),
    hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
    licenses: z.array(License).optional(),
});

/** What we read of a CycloneDX document; the rest is handed on as it is. */
export const Sbom = z.looseObject({
    bomFormat: z.literal("CycloneDX"),
    specVersion: z.string(),
    components: z.array(Component).min(1),
});
export type Sbom = z.infer<typeof Sbom>;

/** Licenses that a package may have; each lets us use and ship it with its notice. */
const LICENSES = new Set([
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC-BY-3.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "PSF-2.0",
    "Python-2.0",
    "Unlicense",
    "Zlib",
]);

/** npm's document with the modules of our programs in Go beside its packages. */
export function withGoModules(npm: Sbom, modules: readonly GoModule[]): Sbom {
    const components = modules.map((module) => ({
        "bom-ref": purlOf(module),
        type: "library",
        name: module.name,
        version: module.version,
        purl: purlOf(module),
        properties: [{ name: "go:sum", value: module.sum }],
    }));
    return { ...npm, components: [...npm.components, ...components] };
}

/** What is wrong with the list of what we depend on, in sentences; none where nothing is. */
export function sbomTroubles(
    sbom: Sbom,
    locked: Readonly<Record<string, { version?: string; link?: boolean }>>,
    exceptions: Exceptions["licenses"],
): string[] {
    const listed = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
    const missing = Object.entries(locked).flatMap(([path, { version, link }]): string[] => {
        const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
        const absent = path !== "" && link !== true && !listed.has(`${name}@${version}`);
        return absent ? [`${name}@${version} of the lockfile is not in it`] : [];
    });
    const npm = sbom.components.filter(({ purl }) => purl.startsWith("pkg:npm/"));
    const excepted = new Set(exceptions.map((one) => one.package));
    const licenses = npm.flatMap(({ name, version, licenses = [] }): string[] => {
        const wrong = idsOf(licenses).filter((id) => !LICENSES.has(id));
        if (licenses.length > 0 && wrong.length === 0) return [];
        if (excepted.delete(name)) return [];
        return [`${name}@${version}: license ${wrong.join(", ") || "missing"}`];
    });
    // The lockfile has no checksum of a package for another platform that this one never fetched.
    const unsummed = npm.filter(
        ({ hashes, scope }) => hashes === undefined && scope !== "optional",
    );
    return [
        ...missing,
        ...licenses,
        ...unsummed.map(({ name, version }) => `${name}@${version}: no checksum in the lockfile`),
        ...[...excepted].map((name) => `license exception of ${name}: nothing needs it any more`),
    ];
}

function idsOf(licenses: readonly z.infer<typeof License>[]): string[] {
    return licenses.flatMap(({ license, expression }) =>
        expression === undefined
            ? [license?.id ?? license?.name ?? "missing"]
            : expression.split(/[()\s]+|\b(?:AND|OR)\b/).filter((word) => word !== ""),
    );
}
