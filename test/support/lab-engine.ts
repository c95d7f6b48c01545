import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { TestLab } from "./lab.ts";

/** Runs the engine on incident-8 and kills it, and nothing else, as soon as its output says that moment. */
export async function killed(lab: TestLab, step: "up" | "destroy", moment: RegExp): Promise<void> {
    const child = spawn(
        "pulumi",
        [step, "--stack", "incident-8", "--yes", "--skip-preview", "--non-interactive"],
        {
            cwd: lab.folder,
            env: { ...process.env, ...lab.env },
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    let output = "";
    const seen = (part: Buffer): void => {
        output += part.toString();
        if (moment.test(output)) child.kill("SIGKILL");
    };
    child.stdout.on("data", seen);
    child.stderr.on("data", seen);
    await new Promise((resolve) => child.once("close", resolve));
    assert.match(output, moment, "the engine never came to that moment");
    assert.equal(child.signalCode, "SIGKILL", output);
}

/** Looks for secrets in all that the lab has written. */
export async function scanned(lab: TestLab): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, ["infra/cli/main.ts", "scan", "--only-written"], {
        cwd: lab.folder,
        env: { ...process.env, ...lab.env },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (part: Buffer) => (output += part.toString()));
    }
    const code = await new Promise<number>((resolve) =>
        child.once("close", (exit) => resolve(exit ?? -1)),
    );
    return { code, output };
}
