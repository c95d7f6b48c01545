import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process began, as an opaque text: with the pid it names a process even after pids were reused.
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process runs
 */
export function processBirth(pid) {
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    if (process.platform === "linux") {
        try {
            // The name in parentheses may hold spaces; the start time is the 20th field behind it.
            const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
            const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
            return fields[0] === "Z" ? undefined : fields[19];
        } catch {
            return undefined;
        }
    }
    const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    const text = stdout.trim().replace(/\s+/g, "_");
    return text === "" ? undefined : text;
}
