import { rmSync } from "node:fs";

/** @type {Set<number>} process groups that end when this process is interrupted */
const groups = new Set();
/** @type {Set<string>} folders that are removed when this process is interrupted */
const scratch = new Set();
let owner = false;

/**
 * Called by a main: from now on every child gets a process group of its own, and an interrupt ends all
 * groups and removes scratch folders before the process goes. Without it (a library inside another
 * program) children stay in the caller's group, which the caller's parent ends as a whole.
 * @returns {() => void} gives the signals back
 */
export function ownChildren() {
    owner = true;
    /** @type {(() => void)[]} */
    const undo = [];
    for (const [signal, code] of /** @type {const} */ ([
        ["SIGINT", 130],
        ["SIGTERM", 143],
        ["SIGHUP", 129],
    ])) {
        const onSignal = () => {
            endChildren("SIGTERM");
            removeScratch();
            process.stderr.write(`\ninterrupted (${signal}); the next run goes on from here\n`);
            process.exit(code);
        };
        process.on(signal, onSignal);
        undo.push(() => process.off(signal, onSignal));
    }
    return () => {
        owner = false;
        for (const one of undo) one();
    };
}

/** True when children get a process group of their own. */
export function ownsChildren() {
    return owner;
}

/**
 * @param {number | undefined} pid
 * @returns {() => void} forget it
 */
export function trackGroup(pid) {
    if (!owner || pid === undefined) return () => {};
    groups.add(pid);
    return () => groups.delete(pid);
}

/**
 * @param {string} folder
 * @returns {() => void} forget it
 */
export function trackScratch(folder) {
    scratch.add(folder);
    return () => scratch.delete(folder);
}

/** @param {NodeJS.Signals} signal */
export function endChildren(signal) {
    for (const pid of groups) {
        try {
            process.kill(-pid, signal);
        } catch {
            // It ended by itself in the meantime.
        }
    }
}

function removeScratch() {
    for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
}
