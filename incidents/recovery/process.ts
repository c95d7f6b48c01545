import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname, userInfo } from "node:os";

/** A process of some machine, so that another process can tell whether it still runs. */
export interface ProcessIdentity {
    /** For people: `user@host`. */
    who: string;
    /** Tells this machine, since its start, from every other; a container is a machine of its own. */
    machine: string;
    pid: number;
    /** When the process began, as an opaque text: a number is used again. */
    birth: string;
}

/** This process. */
export function ownProcess(): ProcessIdentity {
    return {
        who: `${userName()}@${hostname()}`,
        machine: ownMachine(),
        pid: process.pid,
        birth: birthOf(process.pid) ?? "",
    };
}

/** Whether that process runs: `unknown` where it is of another machine. */
export function fateOf({ machine, pid, birth }: ProcessIdentity): "running" | "gone" | "unknown" {
    if (machine !== ownMachine()) return "unknown";
    return birthOf(pid) === birth ? "running" : "gone";
}

function userName(): string {
    try {
        return userInfo().username;
    } catch {
        // A pod's user is a number without a name.
        return `uid ${process.getuid?.() ?? "?"}`;
    }
}

function ownMachine(): string {
    const parts = [hostname()];
    if (process.platform === "linux") {
        parts.push(
            readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
            readlinkSync("/proc/self/ns/pid"),
        );
    }
    return createHash("sha256").update(parts.join()).digest("hex").slice(0, 16);
}

function birthOf(pid: number): string | undefined {
    try {
        if (process.platform !== "linux") {
            const args = ["-o", "lstart=", "-p", String(pid)];
            return execFileSync("ps", args, { encoding: "utf8" }).trim();
        }
        // The name in parentheses may hold spaces; the start time is the 20th field behind it.
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return fields[0] === "Z" ? undefined : fields[19];
    } catch {
        return undefined;
    }
}
