import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Where Prometheus's own checker of rules is: `PROMTOOL`, `.tools/bin`, or the path; undefined where this
 * machine has none.
 */
export function findPromtool(): string | undefined {
    const named = process.env["PROMTOOL"];
    if (named !== undefined) return named;
    const folders = [".tools/bin", ...(process.env["PATH"] ?? "").split(delimiter)];
    return folders.map((folder) => join(folder, "promtool")).find((file) => existsSync(file));
}

/** Runs it; what it said is in `said`. */
export function runPromtool(
    program: string,
    args: readonly string[],
): { ok: boolean; said: string } {
    const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
    if (error !== undefined) throw error;
    return { ok: status === 0, said: `${stdout}${stderr}` };
}
