/** The Node processes that the host has started, and how they end with it. */
import { spawn, type ChildProcess } from "node:child_process";
import type { NodeCommand } from "./node-command.ts";

/** Where a child's output goes, chunk by chunk, and what asks for its end. */
export interface Streams {
    stdout(chunk: Uint8Array): void;
    stderr(chunk: Uint8Array): void;
    until(stop: () => void): void;
}

export interface Ended {
    code: number | null;
    signal: NodeJS.Signals | null;
}

const GRACE_MS = 5_000; // as the official host: interrupted, a program has this long before it is killed

export class Children {
    readonly #running = new Set<ChildProcess>();

    /** Starts the command and resolves with how it ended. Rejects where it can't be started. */
    run(command: NodeCommand, streams: "inherit" | Streams): Promise<Ended> {
        const output = streams === "inherit" ? "inherit" : "pipe";
        const child = spawn(process.execPath, command.args, {
            cwd: command.cwd,
            env: command.env,
            stdio: ["ignore", output, output],
        });
        this.#running.add(child);
        if (streams !== "inherit") {
            child.stdout?.on("data", (chunk: Uint8Array) => streams.stdout(chunk));
            child.stderr?.on("data", (chunk: Uint8Array) => streams.stderr(chunk));
            streams.until(() => interrupt(child));
        }
        return new Promise<Ended>((resolve, reject) => {
            child.once("error", reject);
            child.once("close", (code, signal) => resolve({ code, signal }));
        }).finally(() => this.#running.delete(child));
    }

    /** Interrupts every child; one that hasn't ended after five seconds is killed. */
    interruptAll(): void {
        for (const child of this.#running) interrupt(child);
    }

    /** Kills every child and resolves when all have ended. Their engine is gone: there is nobody left to report to. */
    async killAll(): Promise<void> {
        const ends = [...this.#running].map(
            (child) => new Promise<void>((resolve) => child.once("exit", () => resolve())),
        );
        for (const child of this.#running) child.kill("SIGKILL");
        await Promise.all(ends);
    }
}

function interrupt(child: ChildProcess): void {
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    child.once("exit", () => clearTimeout(timer));
}
