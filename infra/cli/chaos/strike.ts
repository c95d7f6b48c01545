import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import type { PulumiOptions } from "../engine.ts";
import type { Operation } from "./draw.ts";
import { processTable, targets } from "./processes.ts";

/** Deals the blow at the command that runs. @returns what was struck, or undefined where it isn't there (yet) */
export type Blow = (engine: number) => Promise<string | undefined>;

export interface StrikeArgs {
    stack: string;
    operation: Operation;
    /** Milliseconds from the command's start. */
    atMs: number;
    blow: Blow;
    /** How the engine is called. */
    engine: PulumiOptions;
    /** Interrupts the command, as Ctrl-C does. */
    signal?: AbortSignal;
}

/** How a command that was to be struck came to its end. */
export interface Strike {
    /** Undefined where the command ended before it was struck. */
    struck?: {
        what: string;
        /** When it was, in milliseconds from the command's start. */
        atMs: number;
        /** The engine's last line until then. */
        event: string;
    };
    /** Exit code; undefined where a signal ended it. */
    code?: number;
    /** What the command took, in milliseconds. */
    tookMs: number;
    output: string;
}

/** A process that is to be hit but isn't there yet is looked for so often. */
const LOOK_MS = 20;
/** Who has lost a plugin gives up within seconds; who hangs for minutes would hang for ever. */
const END_TIMEOUT_MS = 180_000;

/** Runs a command of the engine and strikes at a moment. It is in a process group of its own. */
export async function strike(args: StrikeArgs): Promise<Strike> {
    const { stack, operation, atMs, blow, engine, signal } = args;
    const began = performance.now();
    const child = spawn(
        "pulumi",
        [operation, "--stack", stack, "--yes", "--skip-preview", "--non-interactive"],
        {
            cwd: engine.cwd,
            env: { ...process.env, ...engine.env },
            stdio: ["ignore", "pipe", "pipe"],
            detached: true,
        },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (part: Buffer) => (output += part.toString("utf8")));
    }
    const ended = new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        // Not "close": what the killed one leaves behind may hold its pipes.
        child.once("exit", resolve);
    });
    const interrupt = (): void => void send(-(child.pid ?? 0), "SIGINT");
    signal?.addEventListener("abort", interrupt, { once: true });
    if (signal?.aborted) interrupt();
    const over = setTimeout(() => killAll(child), atMs + END_TIMEOUT_MS);
    try {
        const struck = await strikeAt(child, atMs, blow, began, () => output);
        const code = await ended;
        return {
            ...(struck === undefined ? {} : { struck }),
            ...(code === null ? {} : { code }),
            tookMs: performance.now() - began,
            output,
        };
    } finally {
        clearTimeout(over);
        signal?.removeEventListener("abort", interrupt);
    }
}

async function strikeAt(
    child: ChildProcess,
    atMs: number,
    blow: Blow,
    began: number,
    output: () => string,
): Promise<Strike["struck"]> {
    await pauseWhileRunning(child, atMs);
    while (isRunning(child) && child.pid !== undefined) {
        const event = lastEvent(output());
        const what = await blow(child.pid);
        if (what !== undefined) return { what, atMs: performance.now() - began, event };
        await pauseWhileRunning(child, LOOK_MS);
    }
    return undefined;
}

/** What the engine was at: the last line that it said, without its margin. */
export function lastEvent(output: string): string {
    const lines = stripVTControlCharacters(output)
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    return lines.at(-1) ?? "(nothing said yet)";
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
    return exitCode === null && signalCode === null;
}

async function pauseWhileRunning(child: ChildProcess, ms: number): Promise<void> {
    if (!isRunning(child)) return;
    await new Promise<void>((resolve) => {
        const done = (): void => {
            clearTimeout(timer);
            child.off("exit", done);
            child.off("error", done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        child.once("exit", done);
        child.once("error", done);
    });
}

function killAll({ pid }: ChildProcess): void {
    if (pid === undefined) return;
    for (const one of targets("all", pid, processTable())) send(one.pid, "SIGKILL");
}

/** @returns false where the process, or group, has ended */
export function send(pid: number, signal: NodeJS.Signals): boolean {
    // 0 and -1 would be this process's own group, and everybody.
    if (pid === 0 || pid === -1) return false;
    try {
        return process.kill(pid, signal);
    } catch {
        return false;
    }
}
