/** The process groups of running commands, so that a cancelled update leaves nothing behind. */
import type { ChildProcess } from "node:child_process";

const GRACE_MS = 5_000;

export class ProcessGroups {
    readonly #groups = new Set<number>();

    /** Registers a child that leads a group; call the result when it has ended. */
    add(child: ChildProcess): () => void {
        const { pid } = child;
        if (pid === undefined) return () => undefined;
        this.#groups.add(pid);
        return () => this.#groups.delete(pid);
    }

    /** Sends `signal` to every group; groups that still run after five seconds are killed. */
    async end(signal: "SIGINT" | "SIGTERM"): Promise<void> {
        const groups = [...this.#groups];
        for (const group of groups) send(group, signal);
        const deadline = Date.now() + GRACE_MS;
        while (groups.some(isAlive) && Date.now() < deadline) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        for (const group of groups) send(group, "SIGKILL");
    }
}

function isAlive(group: number): boolean {
    return send(group, 0);
}

function send(group: number, signal: NodeJS.Signals | 0): boolean {
    try {
        return process.kill(-group, signal);
    } catch {
        return false; // the group has ended
    }
}
