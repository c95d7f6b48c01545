import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const ticksPerSecond = 100;

/**
 * Whether the process that wrote a lock still runs: it exists, it is a Pulumi, and it began before the
 * lock was written (a pid is used again, after a reboot soon).
 * @param {{ pid: number, timestamp: string }} lock
 */
export function holdsLock({ pid, timestamp }) {
    if (process.platform !== "linux") {
        const { stdout } = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], {
            encoding: "utf8",
        });
        return stdout.includes("pulumi");
    }
    try {
        if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("pulumi")) return false;
        const written = Date.parse(timestamp);
        // The boot time is in whole seconds, so is what follows from it.
        return Number.isNaN(written) || startedAt(pid) <= written + 2_000;
    } catch {
        return false;
    }
}

/** @param {number} pid */
function startedAt(pid) {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
    const boot = /^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1];
    return (Number(boot) + ticks / ticksPerSecond) * 1000;
}
