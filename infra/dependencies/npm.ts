import { execFile } from "node:child_process";
import { npmCommand } from "../toolchain/npm-command.mjs";

/** Runs npm and gives what it printed, whatever its exit code: `audit` ends with 1 where it found something. */
export async function npm(args: readonly string[]): Promise<string> {
    const { program, args: first } = npmCommand();
    return await new Promise((resolve, reject) => {
        execFile(
            program,
            [...first, ...args],
            { maxBuffer: 64 * 1024 * 1024 },
            (error, stdout, stderr) => {
                if (error !== null && stdout === "") reject(new Error(stderr || error.message));
                else resolve(stdout);
            },
        );
    });
}
