import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Manifest } from "./schema/manifest.ts";

type WriterProcess = Manifest["writer"];

/** This process, as the writer of a run. */
export function thisProcess(): WriterProcess {
    return { pid: process.pid, began: beganOf(process.pid), machine: thisMachine() };
}

/**
 * Whether that process still runs. A number may have been given to another since, so its beginning counts too; nobody
 * writes from a machine that was started anew, or that is another one.
 */
export function isRunning({ pid, began, machine }: WriterProcess): boolean {
    if (machine !== thisMachine()) return false;
    try {
        process.kill(pid, 0);
    } catch (error) {
        // It is there, and somebody else's.
        if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
    }
    return beganOf(pid) === began;
}

/** Field 22 of the kernel's line; its second one, the name, may hold blanks and brackets. */
function beganOf(pid: number): string {
    const line = textOf(`/proc/${pid}/stat`);
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    // A zombie writes nothing any more: its parent has only not asked for it yet.
    return fields[0] === "Z" ? "gone" : (fields[19] ?? "");
}

function thisMachine(): string {
    const boot = textOf("/proc/sys/kernel/random/boot_id");
    return createHash("sha256").update(`${hostname()} ${boot}`).digest("hex").slice(0, 16);
}

/** Nothing on a system without such files. */
function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
