import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { Victim } from "./draw.ts";

/** A process as the kernel lists it. */
export interface Process {
    pid: number;
    parent: number;
    /** The command line, its words separated by blanks. */
    command: string;
}

/** By the command line: a plugin is the official program, or this project's stand-in (`infra/plugins`). */
const LOOKS: Readonly<Record<Exclude<Victim, "engine" | "all">, RegExp>> = {
    plugin: /pulumi-resource-|infra\/plugins\/(kubernetes|command|datadog)\/main\.ts/,
    "language-host": /pulumi-language-nodejs|infra\/plugins\/language-nodejs\/main\.ts/,
    program: /@pulumi\/pulumi\/cmd\/run\//,
    command: /incidents\/recovery\/main\.ts/,
};

/** Every process of this machine. */
export function processTable(): Process[] {
    return process.platform === "linux" ? fromProc() : fromPs();
}

/**
 * The processes that a blow at a victim may hit, of those of one command: for `all` every one of them, for
 * the others any one of the list; none where there is none at this moment.
 *
 * @param engine process id of the command itself
 */
export function targets(
    victim: Victim,
    engine: number,
    table: readonly Process[],
): readonly Process[] {
    const own = below(engine, table);
    if (victim === "all") return own;
    if (victim === "engine") return own.filter(({ pid }) => pid === engine);
    return own.filter(({ pid, command }) => pid !== engine && LOOKS[victim].test(command));
}

/** A process and all that descend from it, parents first. */
function below(root: number, table: readonly Process[]): Process[] {
    const found = table.filter(({ pid }) => pid === root);
    for (const parent of found) {
        found.push(...table.filter((one) => one.parent === parent.pid && !found.includes(one)));
    }
    return found;
}

function fromProc(): Process[] {
    return readdirSync("/proc").flatMap((name): Process[] => {
        if (!/^\d+$/.test(name)) return [];
        try {
            const stat = readFileSync(`/proc/${name}/stat`, "utf8");
            // The name in parentheses may hold anything, also parentheses.
            const [state = "", parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
            if (state === "Z") return [];
            const command = readFileSync(`/proc/${name}/cmdline`, "utf8");
            return [
                {
                    pid: Number(name),
                    parent: Number(parent),
                    command: command.replaceAll("\0", " ").trim(),
                },
            ];
        } catch {
            // It ended while the list was read.
            return [];
        }
    });
}

function fromPs(): Process[] {
    const text = execFileSync("ps", ["-axo", "pid=,ppid=,command="], {
        encoding: "utf8",
        maxBuffer: 2 ** 24,
    });
    return text.split("\n").flatMap((line): Process[] => {
        const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
        if (pid === undefined || parent === undefined || command === undefined) return [];
        return [{ pid: Number(pid), parent: Number(parent), command }];
    });
}
