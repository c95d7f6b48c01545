import { build } from "esbuild";
import type { BuildOptions, Plugin } from "esbuild";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { licenceTexts } from "./licences.ts";
import { sockDrawings, sockPictures } from "./pictures/socks.ts";

const HERE = import.meta.dirname;

/** The services, by folder under `src/services/` and by bundle name. */
export const BUNDLES = [
    "carts",
    "catalogue",
    "front-end",
    "orders",
    "payment",
    "queue-master",
    "shipping",
    "stripe-mock",
    "user",
] as const;

const OPTIONS = {
    bundle: true,
    platform: "node",
    target: "node24",
    // A static ESM import of node:http loads the built-in fetch as well: 11 MiB and 20 ms for nothing.
    format: "cjs",
    supported: { "dynamic-import": false },
    minify: true,
    legalComments: "eof",
    metafile: true,
    logLevel: "warning",
} as const satisfies BuildOptions;

/** Keeps each service out of the launcher: `./services/x/main.ts` becomes `./x.cjs` beside it. */
const servicesApart: Plugin = {
    name: "services-apart",
    setup: (plugin) => {
        plugin.onResolve({ filter: /^\.\/services\/.*\/main\.ts$/ }, ({ path }) => ({
            path: `./${path.split("/").at(-2) ?? ""}.cjs`,
            external: true,
        }));
    },
};

/**
 * Writes what the image runs to `outDir`: `main.cjs` (reads SERVICE), a bundle per service, the web
 * pages, the sock pictures, and the licences of the bundled packages. Same sources, same bytes.
 */
export async function bundle(outDir: string): Promise<void> {
    await mkdir(join(outDir, "images"), { recursive: true });
    const results = await Promise.all([
        build({
            ...OPTIONS,
            entryPoints: [join(HERE, "src/main.ts")],
            outfile: join(outDir, "main.cjs"),
            plugins: [servicesApart],
        }),
        ...BUNDLES.map((name) =>
            build({
                ...OPTIONS,
                entryPoints: [join(HERE, "src/services", name, "main.ts")],
                outfile: join(outDir, `${name}.cjs`),
            }),
        ),
    ]);
    await cp(join(HERE, "public"), join(outDir, "public"), { recursive: true });
    for (const [file, bytes] of [...sockPictures(), ...sockDrawings()]) {
        await writeFile(join(outDir, "images", file), bytes);
    }
    const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    await writeFile(join(outDir, "THIRD-PARTY-LICENSES.txt"), await licenceTexts(inputs));
}
