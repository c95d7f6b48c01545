import { spawn } from "node:child_process";
import type { EngineResult, PulumiOptions } from "../engine.ts";

/** Runs `npm run recover` as a person would type it, after which the baseline is back where it exits 0. */
export async function recoverCommand({ cwd, env }: PulumiOptions): Promise<EngineResult> {
    const child = spawn(process.execPath, ["infra/cli/main.ts", "recover"], {
        cwd,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
        // Out of reach of the terminal's Ctrl-C: a recovery is what that asks for.
        detached: true,
    });
    let [output, stdout] = ["", ""];
    child.stdout.on("data", (part: Buffer) => {
        stdout += part.toString("utf8");
        output += part.toString("utf8");
    });
    child.stderr.on("data", (part: Buffer) => (output += part.toString("utf8")));
    const code = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exit) => resolve(exit ?? 1));
    });
    return { code, output, stdout };
}
