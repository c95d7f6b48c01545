import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { run } from "./command.mjs";
import { fetchVerified } from "./download.mjs";

/**
 * Fetches a verified tar archive and unpacks it.
 * @param {{ url: string, checksums: string[], into: string, log: string }} job
 */
export async function fetchArchive({ url, checksums, into, log }) {
    mkdirSync(into, { recursive: true });
    const file = path.join(into, url.slice(url.lastIndexOf("/") + 1));
    await fetchVerified({ url, checksums, to: file });
    await run("tar", ["-xf", file, "-C", into], { log, what: `unpacking ${path.basename(file)}` });
    rmSync(file);
}
