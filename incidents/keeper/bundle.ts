import { build } from "esbuild";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { licenceTexts } from "../../components/shop/image/licences.ts";

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
        supported: { "dynamic-import": false },
        minify: true,
        legalComments: "eof",
        metafile: true,
        logLevel: "warning",
        entryPoints: [join(import.meta.dirname, "main.ts")],
        outfile: join(outDir, "main.cjs"),
        // For kubeconfigs only, and a pod has none; it would be most of the bundle.
        external: ["@kubernetes/client-node"],
    });
    const files = Object.keys(metafile.inputs);
    await writeFile(join(outDir, "THIRD-PARTY-LICENSES.txt"), await licenceTexts(files));
    return files;
}
