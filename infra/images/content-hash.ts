import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Digits of a tag: 48 bits, so that two contexts of a lab never share one. */
const TAG_LENGTH = 12;

/**
 * A tag that changes with the contents, names and executable bits of files and with the given texts,
 * and with nothing else: not with times, owners or the order of a folder.
 *
 * @param root folder that the paths are relative to
 * @param paths files and folders; a folder stands for everything in it
 * @param texts what else decides about the result: parent image, versions, options
 */
export function contentTag(
    root: string,
    paths: readonly string[],
    texts: readonly string[],
): string {
    const hash = createHash("sha256");
    for (const file of [...new Set(paths.flatMap((path) => filesUnder(root, path)))].sort()) {
        const bytes = readFileSync(join(root, file));
        const executable = (statSync(join(root, file)).mode & 0o100) !== 0;
        hash.update(`file ${file} ${executable ? "x" : "-"} ${bytes.length}\n`).update(bytes);
    }
    for (const text of texts) hash.update(`text ${text.length}\n`).update(text);
    return hash.digest("hex").slice(0, TAG_LENGTH);
}

function filesUnder(root: string, path: string): string[] {
    if (!statSync(join(root, path)).isDirectory()) return [path];
    return readdirSync(join(root, path)).flatMap((name) => filesUnder(root, `${path}/${name}`));
}
