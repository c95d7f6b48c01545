import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { missingCapabilities } from "./capabilities.mjs";
import { capture } from "./command.mjs";
import { cacheDir } from "./places.mjs";
import { processBirth } from "./process-birth.mjs";

/**
 * @typedef {object} Engine
 * @property {string} version
 * @property {string} defaultRuntime
 * @property {string} endpoint address the client uses
 */

/** Folder of the engine that we start ourselves: its pid, log and runtime wrapper. */
export const engineDir = () => path.join(cacheDir(), "docker");

/** Holds `<pid> <birth>` of the engine we started; .tools/bin/pulumi reads it too. */
export const enginePidFile = () => path.join(engineDir(), "engine.pid");

/**
 * Asks the engine that the docker client is set to.
 * @returns {Promise<{ engine: Engine } | { client: boolean, message: string }>} the engine, or whether
 *     there is a client at all and what it said
 */
export async function askEngine() {
    const format = "{{json .ServerVersion}} {{json .DefaultRuntime}}";
    const { status, stdout, stderr } = await capture("docker", ["info", "--format", format], {
        timeoutMs: 20_000,
    });
    if (status === 127) return { client: false, message: "no docker client on PATH" };
    const [version, runtime] = stdout.trim().split(" ").map(unquoted);
    if (status !== 0 || !version) {
        return { client: true, message: stderr.trim().split("\n").at(-1) ?? "no answer" };
    }
    return {
        engine: { version, defaultRuntime: runtime ?? "", endpoint: await endpoint() },
    };
}

/** @param {string} json */
function unquoted(json) {
    return json.replace(/^"|"$/g, "");
}

/** Address of the engine: DOCKER_HOST, else the client's current context. */
export async function endpoint() {
    if (process.env.DOCKER_HOST) return process.env.DOCKER_HOST;
    const format = "{{.Endpoints.docker.Host}}";
    const { status, stdout } = await capture("docker", ["context", "inspect", "--format", format]);
    return (status === 0 && stdout.trim()) || "unix:///var/run/docker.sock";
}

/** @returns {number | undefined} pid of the engine that we started, while it runs */
export function ownEngine() {
    if (!existsSync(enginePidFile())) return undefined;
    const [pid, birth] = readFileSync(enginePidFile(), "utf8").trim().split(" ");
    return birth !== undefined && processBirth(Number(pid)) === birth ? Number(pid) : undefined;
}

/** Where an engine at the standard socket leaves its pid; an engine that was killed leaves it behind. */
const pidFiles = ["/var/run/docker.pid", "/run/docker.pid"];

/**
 * @param {string[]} [files]
 * @returns {number | undefined} pid of the engine behind the standard socket, if it is visible here
 */
export function localEngine(files = pidFiles) {
    return files.map(pidIn).find((pid) => pid !== undefined && isEngine(pid));
}

/**
 * Pid files that name a living process which is no engine: what a killed engine left behind, its pid since
 * given to another. dockerd does not start while there is one.
 * @param {string[]} [files]
 */
export function strayPidFiles(files = pidFiles) {
    return files.filter((file) => {
        const pid = pidIn(file);
        return pid !== undefined && processBirth(pid) !== undefined && !isEngine(pid);
    });
}

/** @param {string} file */
function pidIn(file) {
    return existsSync(file) ? Number(readFileSync(file, "utf8").trim()) : undefined;
}

/** @param {number} pid */
function isEngine(pid) {
    if (processBirth(pid) === undefined) return false;
    try {
        return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "dockerd";
    } catch {
        return false;
    }
}

/**
 * @param {number | "self"} pid
 * @returns {string[]} capabilities that the kernel knows and this process can't get; none outside Linux
 */
export function lacking(pid) {
    if (process.platform !== "linux") return [];
    return missingCapabilities(
        readFileSync(`/proc/${pid}/status`, "utf8"),
        readFileSync("/proc/sys/kernel/cap_last_cap", "utf8"),
    );
}
