import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ensurePromtool } from "../../infra/toolchain/promtool.mjs";

const run = promisify(execFile);
let path: Promise<string> | undefined;

/** What promtool said, and whether it was content. */
export interface Verdict {
    ok: boolean;
    output: string;
}

/**
 * Runs promtool; it is fetched into the cache the first time a machine needs it, which takes seconds, so
 * a suite gives its first test a minute.
 *
 * @param cwd folder that relative names are looked up in
 */
export async function promtool(args: readonly string[], cwd: string): Promise<Verdict> {
    path ??= ensurePromtool((line) => void process.stderr.write(`${line}\n`));
    try {
        const { stdout, stderr } = await run(await path, [...args], { cwd });
        return { ok: true, output: stdout + stderr };
    } catch (error) {
        const { code, stdout, stderr } = error as { code?: unknown } & Record<string, string>;
        // Another end than its own verdict: it couldn't be run.
        if (typeof code !== "number") throw error;
        return { ok: false, output: `${stdout}${stderr}` };
    }
}
