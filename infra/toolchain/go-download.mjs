import path from "node:path";

import { fetchArchive } from "./archive.mjs";
import { DownloadError } from "./download.mjs";
import { toolDir } from "./places.mjs";
import { platform } from "./platform.mjs";
import { fillOnce } from "./tool-dir.mjs";
import { versions } from "./versions.mjs";

/**
 * The official Go distribution, in the cache.
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} path of `go`; undefined, said in a line, when it can't be had
 */
export async function downloadGo(log) {
    const { os, arch } = platform();
    const { version } = versions.go;
    const url = `https://go.dev/dl/go${version}.${os}-${arch}.tar.gz`;
    const folder = toolDir("go", version, `download-${os}-${arch}`);
    try {
        await fillOnce(
            folder,
            (scratch) =>
                fetchArchive({
                    url,
                    checksums: [`${url}.sha256`],
                    into: scratch,
                    log: "go-download",
                }),
            { log },
        );
    } catch (error) {
        if (!(error instanceof DownloadError)) throw error;
        log(`no download of Go: ${error.message}`);
        return undefined;
    }
    return path.join(folder, "go", "bin", "go");
}
