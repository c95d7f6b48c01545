import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Mends what a Pulumi that was killed while it wrote can leave of a stack's state: an empty attributes
 * file beside the checkpoint ("failed to load checkpoint: EOF"), a torn checkpoint, scratch files. The
 * checkpoint before it is at most one step behind, and every step of this project can be repeated.
 * @param {string} state folder of the file backend
 * @param {string} project
 * @param {string} stack
 * @returns {string[]} what was done, for people
 */
export function mendState(state, project, stack) {
    const folder = path.join(state, ".pulumi", "stacks", project);
    if (!existsSync(folder)) return [];
    const done = [];
    const checkpoint = `${stack}.json`;
    for (const name of readdirSync(folder).filter((one) => one.startsWith(checkpoint))) {
        const file = path.join(folder, name);
        if (name.endsWith(".tmp")) rmSync(file, { force: true });
        else if (name.endsWith(".attrs") && !isWhole(file)) {
            rmSync(file, { force: true });
            done.push(`removed ${name}, which was half written`);
        }
    }
    const file = path.join(folder, checkpoint);
    const backup = `${file}.bak`;
    if (!isWhole(file) && isWhole(backup)) {
        copyFileSync(backup, `${file}.mending`);
        renameSync(`${file}.mending`, file);
        done.push(`${checkpoint} was half written; took the state of the step before`);
    }
    return done;
}

/** @param {string} file */
function isWhole(file) {
    try {
        JSON.parse(readFileSync(file, "utf8"));
        return true;
    } catch {
        return false;
    }
}
