import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { finished } from "node:stream/promises";

import { ownsChildren, trackGroup } from "./children.mjs";
import { codeOf, ToolchainError } from "./error.mjs";
import { logDir } from "./places.mjs";

/**
 * @typedef {object} Captured
 * @property {number} status exit code; 127 when the program does not exist, 128 when it was ended
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a short command and returns what it said; never throws.
 * @param {string} program
 * @param {string[]} args
 * @param {{ timeoutMs?: number, cwd?: string, env?: NodeJS.ProcessEnv }} [options] timeout default 10 s
 * @returns {Promise<Captured>}
 */
export function capture(program, args, options = {}) {
    return new Promise((resolve) => {
        const child = spawn(program, args, {
            stdio: ["ignore", "pipe", "pipe"],
            ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
            ...(options.env === undefined ? {} : { env: options.env }),
        });
        // Node's own `timeout` would keep this process alive when the program does not exist.
        const timer = setTimeout(() => child.kill("SIGKILL"), options.timeoutMs ?? 10_000);
        let stdout = "";
        let stderr = "";
        child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
        child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
        child.on("error", (error) => {
            clearTimeout(timer);
            resolve({ status: 127, stdout, stderr: error.message });
        });
        child.on("close", (code) => {
            clearTimeout(timer);
            resolve({ status: code ?? 128, stdout, stderr });
        });
    });
}

/**
 * @typedef {object} RunOptions
 * @property {string} log name of the log file in the cache's `logs/`, without ending
 * @property {string} what the thing this command makes or does, for the error
 * @property {string} [cure] what the user does about a failure; default: read the log, run again
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [onLine] gets each line the command writes to stderr
 */

/**
 * Runs a long command with all its output in a log file.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<void>}
 * @throws {ToolchainError} naming command, log and cure when it fails
 */
export async function run(program, args, options) {
    const log = path.join(logDir(), `${options.log}.log`);
    mkdirSync(logDir(), { recursive: true });
    const out = createWriteStream(log);
    const command = [program, ...args].join(" ");
    /** @type {unknown} a log that can't be written must not hide the command's own end */
    let unwritten;
    out.on("error", (error) => (unwritten = error));
    out.write(`$ ${command}\n`);
    const child = spawn(program, args, {
        stdio: ["ignore", "pipe", "pipe"],
        detached: ownsChildren(),
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: options.env }),
    });
    const forget = trackGroup(child.pid);
    let tail = "";
    /** @param {string} text */
    const keep = (text) => {
        out.write(text);
        tail = (tail + text).slice(-20_000);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    if (options.onLine) eachLine(child.stderr, options.onLine);
    /** @type {number | string} */
    const status = await new Promise((resolve) => {
        child.on("error", (error) => resolve(error.message));
        child.on("close", (code, signal) => resolve(code ?? `ended by ${signal}`));
    });
    forget();
    out.end();
    await finished(out).catch(() => {});
    if (status === 0) return;
    const full = codeOf(unwritten) === "ENOSPC" || /no space left on device|ENOSPC/i.test(tail);
    throw failed({ command, log, status, tail, full, options });
}

/**
 * @param {{ command: string, log: string, status: number | string, tail: string,
 *           full: boolean, options: RunOptions }} run
 */
function failed({ command, log, status, tail, full, options }) {
    const last = telling(tail);
    return new ToolchainError({
        where: `\`${command.length > 160 ? `${command.slice(0, 157)}...` : command}\``,
        found: `${options.what} failed (${typeof status === "number" ? `exit code ${status}` : status}): ${last || "no output"}; log: ${log}`,
        allowed: full ? "free space on the disk of the cache" : "exit code 0",
        cure: full
            ? "free at least 6 GB, then run the same command again"
            : (options.cure ??
              "read the log, mend the cause, then run the same command again; finished steps are kept"),
    });
}

/**
 * The lines of an output that tell most about a failure: the first that name an error, else the last.
 * @param {string} output
 */
function telling(output) {
    const lines = output
        .split("\n")
        .map((line) => line.replace(/^npm error\s*/, "error ").trim())
        .filter((line) => line !== "" && line !== "error");
    const errors = lines.filter((line) =>
        /\b(error|fatal|cannot|denied|no space left)\b/i.test(line),
    );
    return (errors.length > 0 ? errors.slice(0, 3) : lines.slice(-3)).join(" | ").slice(0, 500);
}

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {(line: string) => void} onLine
 */
export function eachLine(stream, onLine) {
    let rest = "";
    stream.on("data", (text) => {
        const lines = (rest + String(text)).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) if (line.trim() !== "") onLine(line);
    });
    stream.on("end", () => {
        if (rest.trim() !== "") onLine(rest);
    });
}
