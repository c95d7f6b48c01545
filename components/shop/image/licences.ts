import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";

/** The folder of a package at the front of a bundled file's path; the innermost one counts. */
const PACKAGE = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * The licence texts of all packages that the bundled files (paths as esbuild reports them, relative to
 * the working directory) come from, in order of name. Throws for a package without a licence file,
 * since shipping it in a bundle without its text would break the licence's one condition.
 */
export async function licenceTexts(files: readonly string[]): Promise<string> {
    const folders = new Set(files.flatMap((file) => PACKAGE.exec(file)?.[1] ?? []));
    const texts = await Promise.all(
        [...folders].sort().map((folder) => licenceText(resolve(folder))),
    );
    return texts.join("\n");
}

async function licenceText(folder: string): Promise<string> {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const { name, version, license } = manifest as Record<string, unknown>;
    const title = `${String(name)} ${String(version)} (${String(license)})`;
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) {
        throw new Error(`${folder}: found no licence file of the bundled package ${title}`);
    }
    const text = await readFile(join(folder, file), "utf8");
    return `${"=".repeat(78)}\n${title}\n${"=".repeat(78)}\n\n${text.trim()}\n`;
}
