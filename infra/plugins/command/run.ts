/** Running one command to its end. */
import { spawn } from "node:child_process";
import { environmentOf, type Outputs } from "./environment.ts";
import type { CommandInputs } from "./inputs.ts";
import type { ProcessGroups } from "./process-groups.ts";

const SHELL = ["/bin/sh", "-c"];

/**
 * Runs the command and resolves with its output, less one newline at the end. `onLine` gets each line as it comes,
 * of the streams that `logging` names. Rejects, with all output in the message, where the command can't be started
 * or doesn't exit with 0.
 */
export async function run(
    command: string,
    inputs: CommandInputs,
    previous: Outputs | undefined,
    groups: ProcessGroups,
    onLine: (line: string) => void,
): Promise<Outputs> {
    const interpreter = inputs.interpreter?.length ? inputs.interpreter : SHELL;
    const [program, ...args] = [...interpreter, command];
    const child = spawn(program, args, {
        cwd: inputs.dir ?? process.cwd(),
        env: environmentOf(inputs, previous, process.env),
        stdio: ["pipe", "pipe", "pipe"],
        detached: true, // a group of its own, so that what the command starts ends with it
    });
    const release = groups.add(child);
    const both: string[] = [];
    const stdout = collect(child.stdout, both, logs(inputs, "stdout") ? onLine : undefined);
    const stderr = collect(child.stderr, both, logs(inputs, "stderr") ? onLine : undefined);
    child.stdin.on("error", () => undefined); // a command that doesn't read its stdin is no failure
    child.stdin.end(inputs.stdin ?? "");
    try {
        const problem = await new Promise<string | undefined>((resolve) => {
            child.once("error", (error) => resolve(startError(error, inputs)));
            child.once("close", (code, signal) => resolve(exitError(code, signal)));
        });
        if (problem !== undefined)
            throw new Error(`${problem}: running ${JSON.stringify(command)}:\n${both.join("")}`);
        return { stdout: trimNewline(stdout()), stderr: trimNewline(stderr()) };
    } finally {
        release();
    }
}

/** Whether the stream's lines are to be shown. */
export function logs(inputs: CommandInputs, stream: "stdout" | "stderr"): boolean {
    const logging = inputs.logging ?? "stdoutAndStderr";
    return logging === "stdoutAndStderr" || logging === stream;
}

/** The text without its last newline, if it ends with one. */
export function trimNewline(text: string): string {
    return text.endsWith("\n") ? text.slice(0, -1) : text;
}

function collect(
    stream: NodeJS.ReadableStream,
    both: string[],
    onLine: ((line: string) => void) | undefined,
): () => string {
    const chunks: string[] = [];
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
        chunks.push(chunk);
        both.push(chunk);
        if (onLine === undefined) return;
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine(line);
    });
    stream.on("end", () => {
        if (rest !== "") onLine?.(rest);
    });
    return () => chunks.join("");
}

function startError(error: Error, inputs: CommandInputs): string {
    // Node names the program where it is the directory that lacks.
    const where = inputs.dir === undefined ? "" : ` (in ${inputs.dir})`;
    return `${error.message}${where}`;
}

function exitError(code: number | null, signal: NodeJS.Signals | null): string | undefined {
    if (signal !== null) return `signal: ${signal}`;
    return code === 0 ? undefined : `exit status ${code}`;
}
