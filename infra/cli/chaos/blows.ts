import { execFile } from "node:child_process";
import { basename } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { pickOf, type Round } from "./draw.ts";
import { type Process, processTable, targets } from "./processes.ts";
import { type Blow, send } from "./strike.ts";

const run = promisify(execFile);

/** Somebody who presses Ctrl-C and then again; the engine ends at once at the second. */
const BETWEEN_INTERRUPTS_MS = 500;
/** Longer than a request of the engine waits before it is tried anew, shorter than a probe's three failures. */
const OUTAGE_MS = 5_000;

/**
 * The blow of a round:
 * - `kill`: `kill -9` of the victim;
 * - `interrupt`: Ctrl-C twice;
 * - `docker`: everything in the node stands still for five seconds;
 * - `node`: the node's container is started anew;
 * - `api`: the API server alone stands still for five seconds.
 *
 * @param node name of the node's container
 */
export function blowOf(seed: number, { round, kind, victim }: Round, node: string): Blow {
    switch (kind) {
        case "kill":
            return (engine) => {
                const found = targets(victim ?? "engine", engine, processTable());
                const hit =
                    victim === "all"
                        ? found
                        : found.slice(pickOf(seed, round, found.length || 1)).slice(0, 1);
                const killed = hit.filter(({ pid }) => send(pid, "SIGKILL"));
                return Promise.resolve(nameOf(victim, killed));
            };
        case "interrupt":
            return async (engine) => {
                if (!send(-engine, "SIGINT")) return undefined;
                await setTimeout(BETWEEN_INTERRUPTS_MS);
                return send(-engine, "SIGINT") ? "Ctrl-C twice" : "Ctrl-C";
            };
        case "docker":
            return async () => {
                await outage(
                    () => run("docker", ["pause", node]),
                    () => run("docker", ["unpause", node]),
                );
                return `node paused ${OUTAGE_MS / 1000} s`;
            };
        case "node":
            return async () => {
                await run("docker", ["restart", node]);
                return "node restarted";
            };
        case "api":
            return async () => {
                await outage(
                    () => run("docker", ["exec", node, "sh", "-c", signalled("STOP")]),
                    () => run("docker", ["exec", node, "sh", "-c", signalled("CONT")]),
                );
                return `API server stopped ${OUTAGE_MS / 1000} s`;
            };
    }
}

async function outage(begin: () => Promise<unknown>, end: () => Promise<unknown>): Promise<void> {
    try {
        await begin();
        await setTimeout(OUTAGE_MS);
    } finally {
        await end();
    }
}

/** A node image need not have pkill. */
function signalled(signal: "STOP" | "CONT"): string {
    return [
        "found=1",
        "for folder in /proc/[0-9]*",
        'do if [ "$(cat "$folder/comm")" = kube-apiserver ]; then',
        `kill -${signal} "\${folder#/proc/}" && found=0; fi; done 2>/dev/null`,
        "exit $found",
    ].join("\n");
}

/** `plugin kubernetes`, `all (6 processes)`; undefined where nobody was hit. */
export function nameOf(victim: Round["victim"], killed: readonly Process[]): string | undefined {
    const [first] = killed;
    if (victim === undefined || first === undefined) return undefined;
    if (victim === "all") return `all (${killed.length} processes)`;
    const plugin = /pulumi-resource-(\w+)|plugins\/(\w+)\/main\.ts/.exec(first.command);
    if (victim === "plugin")
        return `plugin ${plugin?.[1] ?? plugin?.[2] ?? basename(first.command)}`;
    const step = /recovery\/main\.ts (record|restore)/.exec(first.command)?.[1];
    if (victim === "command") return `command ${step ?? ""}`.trim();
    return victim;
}
