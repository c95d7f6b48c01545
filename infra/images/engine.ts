import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LabError } from "../../components/kit/error.ts";

/** How a program ended and what it said. */
export interface Outcome {
    /** Exit code; 127 where the program doesn't exist. */
    code: number;
    stdout: string;
    stderr: string;
}

export interface RunOptions {
    env?: Record<string, string>;
    cwd?: string;
    /** Fed to the program's stdin. */
    input?: Readable | string;
    /** File that all output is appended to; long steps have one. */
    log?: string;
    /** Told the process id once the program runs. */
    onStart?: (pid: number) => void;
    /** After this many milliseconds the program is ended; default never. */
    timeoutMs?: number;
}

const running = new Set<ChildProcess>();

/**
 * For a main: an interrupt ends the programs that run now, too. Who sends it may reach this process
 * only, and a program that goes on alone would meet the next run.
 */
export function endProgramsOnInterrupt(): void {
    for (const [signal, code] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
        ["SIGHUP", 129],
    ] as const) {
        process.once(signal, () => {
            for (const child of running) child.kill("SIGTERM");
            process.stderr.write(`interrupted (${signal}); the next run goes on from here\n`);
            process.exit(code);
        });
    }
}

/** Runs a program to its end, without a shell. Never throws for a failing program. */
export async function run(
    program: string,
    args: readonly string[],
    options: RunOptions = {},
): Promise<Outcome> {
    const child = spawn(program, args, {
        stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    running.add(child);
    if (child.pid !== undefined) options.onStart?.(child.pid);
    const log = options.log === undefined ? undefined : openLog(options.log);
    log?.write(`$ ${[program, ...args].join(" ")}\n`);
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        log?.write(text);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
        log?.write(text);
    });
    const fed = child.stdin === null ? undefined : feed(options.input ?? "", child.stdin);
    const code = await new Promise<number>((resolve) => {
        child.once("error", (error) => {
            stderr += error.message;
            resolve(127);
        });
        child.once("close", (status) => resolve(status ?? 128));
    });
    running.delete(child);
    await fed;
    await new Promise<void>((resolve) => (log === undefined ? resolve() : log.end(resolve)));
    return { code, stdout, stderr };
}

async function feed(input: Readable | string, stdin: Writable): Promise<void> {
    try {
        if (typeof input === "string") stdin.end(input);
        else await pipeline(input, stdin);
    } catch {
        // The program ended before it read everything; its exit code tells why.
    }
}

function openLog(file: string): Writable {
    mkdirSync(dirname(file), { recursive: true });
    return createWriteStream(file, { flags: "a" });
}

/**
 * Runs the Docker CLI.
 *
 * @param what the thing that this step makes or asks, for the error
 * @returns what it printed on stdout
 * @throws LabError naming step, reason, log and cure
 */
export async function docker(
    args: readonly string[],
    what: string,
    options: RunOptions = {},
): Promise<string> {
    const outcome = await run("docker", args, options);
    if (outcome.code === 0) return outcome.stdout;
    throw failure(outcome, what, options.log);
}

/** The error for a step that failed; Docker's own troubles are told apart from the step's. */
export function failure(outcome: Outcome, what: string, log?: string): LabError {
    const text = outcome.stderr.trim() === "" ? outcome.stdout : outcome.stderr;
    const known = engineProblem(outcome);
    if (known !== undefined) return known;
    const last = text.trim().split("\n").slice(-3).join(" | ").slice(0, 400);
    return new LabError({
        where: what,
        found: `exit code ${outcome.code}: ${last === "" ? "no output" : last}`,
        allowed: "exit code 0",
        cure:
            log === undefined
                ? "mend the cause, then run the same command again"
                : `read ${log}, mend the cause, then run the same command again; finished steps are kept`,
    });
}

/** Troubles that have nothing to do with the step: no engine, no right to use it, no room. */
export function engineProblem({ code, stdout, stderr }: Outcome): LabError | undefined {
    const text = `${stderr}\n${stdout}`;
    if (code === 127) {
        return new LabError({
            where: "Docker",
            found: "no docker program on PATH",
            allowed: "the Docker CLI and an engine that answers",
            cure: ". .tools/env, or run npm start, which installs what lacks",
        });
    }
    if (/permission denied.*docker/i.test(text)) {
        return new LabError({
            where: "Docker engine",
            found: "this user may not use its socket",
            allowed: "a user in the group docker, or root",
            cure: 'sudo usermod --append --groups docker "$USER", then log in again',
        });
    }
    if (
        /cannot connect to the docker daemon|is the docker daemon running|error during connect|connection refused.*docker|dial unix .*docker/i.test(
            text,
        )
    ) {
        return new LabError({
            where: "Docker engine",
            found: "does not answer",
            allowed: "a running engine",
            cure: "start it (systemctl start docker, or Docker Desktop), or run npm start, which starts the lab's own",
        });
    }
    if (/no space left on device|ENOSPC/i.test(text)) {
        return new LabError({
            where: "disk of the Docker engine",
            found: "full: no space left on device",
            allowed: "some 6 GB free for images, nodes and volumes",
            cure: "docker system prune, or free space otherwise, then run the same command again",
        });
    }
    return undefined;
}
