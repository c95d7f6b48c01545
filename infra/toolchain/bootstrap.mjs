import path from "node:path";

import { bootstrapSteps } from "./bootstrap-steps.mjs";
import { askEngine } from "./docker-engine.mjs";
import { describe } from "./error.mjs";
import { withLock } from "./file-lock.mjs";
import { nodeModulesMatch } from "./node-modules.mjs";
import { cacheDir, checkout, places } from "./places.mjs";
import { platform } from "./platform.mjs";
import { progress } from "./progress.mjs";
import { stacksWithoutState } from "./stacks.mjs";
import { readStamp, stampKey, writeStamp } from "./stamp.mjs";
import { runSteps } from "./step-graph.mjs";
import { guardSpace } from "./tool-dir.mjs";
import { missingFile, readTools } from "./tools-folder.mjs";

/** The bootstrap did what it could; what failed has been said. */
export class BootstrapFailed extends Error {
    constructor() {
        super("the bootstrap did not finish");
        this.name = "BootstrapFailed";
    }
}

/**
 * Brings everything the lab needs into the cache, `.tools/` and `.state/`. When all is there, it looks
 * and returns (well under a second).
 * @param {{ root?: string, write?: (text: string) => void }} [options] `write`: progress, default stderr
 * @throws {BootstrapFailed} after each failed step was reported
 */
export async function bootstrap(options = {}) {
    const root = options.root ?? checkout;
    const write = options.write ?? ((text) => void process.stderr.write(text));
    platform();
    if (await isComplete(root)) return;
    const lock = path.join(places(root).tools, "bootstrap.lock");
    await guardSpace(root, () =>
        withLock(lock, () => runAll(root, write), {
            onWait: (pid) => write(`waiting for process ${pid}, which bootstraps this checkout\n`),
        }),
    );
}

/**
 * @param {string} root
 * @param {(text: string) => void} write
 */
async function runAll(root, write) {
    if (await isComplete(root)) return;
    const show = progress({ write });
    const result = { prepared: false };
    const steps = bootstrapSteps(root, result).map((step) => ({
        ...step,
        run: async (/** @type {(line: string) => void} */ log) => {
            const over = show.busy(step.name);
            try {
                return await guardSpace(cacheDir(), async () => step.run(log));
            } finally {
                over();
            }
        },
    }));
    const outcome = await runSteps(steps, show.report);
    show.stop();
    if (outcome.failed.length === 0) {
        writeStamp(root, { key: stampKey(root), prepared: result.prepared });
        return;
    }
    for (const { name, error } of outcome.failed) write(`\n${name} failed\n${describe(error)}\n`);
    if (outcome.leftOut.length > 0)
        write(`\nnot tried after that: ${outcome.leftOut.join(", ")}\n`);
    write(`finished and kept: ${outcome.done.join(", ") || "nothing"}\n`);
    throw new BootstrapFailed();
}

/**
 * Quick checks only: what the last bootstrap was made from is unchanged, its files are there, and the
 * engine answers.
 * @param {string} root
 */
async function isComplete(root) {
    const stamp = readStamp(root);
    const tools = readTools(root);
    if (stamp === undefined || tools === undefined || !stamp.prepared) return false;
    if (stamp.key !== stampKey(root) || missingFile(root, tools) !== undefined) return false;
    if (!nodeModulesMatch(root) || stacksWithoutState(root).length > 0) return false;
    return "engine" in (await askEngine());
}
