import { DownloadError } from "./download.mjs";
import { fillOnce } from "./tool-dir.mjs";

/**
 * @typedef {object} Tool
 * @property {string} version
 * @property {string} path absolute path of the program
 * @property {"installed" | "download" | "build" | "npm" | "stand-in"} source
 */

/**
 * @typedef {object} Download
 * @property {string} folder where it ends up in the cache
 * @property {string} program path of the program inside the folder
 * @property {(scratch: string) => Promise<void>} fetch puts the verified files into the folder given
 */

/**
 * Gets one tool: an installed good one, else the official download, else the fallback. A download that
 * fails is said in one line and is no error.
 * @param {object} job
 * @param {string} job.name
 * @param {string} job.version the pinned version
 * @param {() => Promise<Tool | undefined>} job.installed
 * @param {Download} job.download
 * @param {{ does: string, get: () => Promise<Tool> }} job.fallback `does`: such as "using one built here"
 * @param {(line: string) => void} job.log
 * @returns {Promise<Tool>}
 */
export async function acquire({ name, version, installed, download, fallback, log }) {
    const found = await installed();
    if (found) return found;
    try {
        await fillOnce(
            download.folder,
            async (scratch) => {
                await download.fetch(scratch);
                log(`downloaded ${name} ${version}, checksum good`);
            },
            { log },
        );
        return { version, path: `${download.folder}/${download.program}`, source: "download" };
    } catch (error) {
        if (!(error instanceof DownloadError)) throw error;
        log(`no download of ${name}: ${error.message}; ${fallback.does}`);
    }
    return fallback.get();
}
