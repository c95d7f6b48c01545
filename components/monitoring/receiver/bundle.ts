import { build } from "esbuild";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { licenceTexts } from "../../shop/image/licences.ts";

/**
 * Writes what the image runs to `outDir`: `main.cjs` and the licences of the bundled packages.
 * @returns the files that went into it, relative to the working directory
 */
export async function bundle(outDir: string): Promise<string[]> {
    await mkdir(outDir, { recursive: true });
    const { metafile } = await build({
        bundle: true,
        platform: "node",
        target: "node24",
        format: "cjs",
        minify: true,
        legalComments: "eof",
        metafile: true,
        logLevel: "warning",
        entryPoints: [join(import.meta.dirname, "src/main.ts")],
        outfile: join(outDir, "main.cjs"),
    });
    const files = Object.keys(metafile.inputs);
    await writeFile(join(outDir, "THIRD-PARTY-LICENSES.txt"), await licenceTexts(files));
    return files;
}
