import { spawn } from "node:child_process";
import {
    copyFileSync,
    existsSync,
    mkdirSync,
    openSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { capture } from "./command.mjs";
import {
    askEngine,
    endpoint,
    engineDir,
    enginePidFile,
    lacking,
    localEngine,
    ownEngine,
    strayPidFiles,
} from "./docker-engine.mjs";
import { didNotStart, notInstalled, notReachable } from "./docker-errors.mjs";
import { canInstall } from "./apt.mjs";
import { installDocker } from "./docker-install.mjs";
import { checkPrivileged } from "./docker-privileged.mjs";
import { withLock } from "./file-lock.mjs";
import { goBuild } from "./go-build.mjs";
import { processBirth } from "./process-birth.mjs";

/** @typedef {import("./docker-engine.mjs").Engine} Engine */

const standardSocket = "unix:///var/run/docker.sock";
const startMs = 60_000;

/**
 * A Docker engine that answers and can run privileged containers: the one that runs; else the installed
 * one, started by us (Linux, root); else the distribution's package (root on Debian or Ubuntu). An
 * engine that isn't ours is never stopped or changed.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<Engine>}
 */
export async function ensureDocker(options = {}) {
    const log = options.log ?? (() => {});
    const answer = await askEngine();
    if ("engine" in answer)
        return checkPrivileged(answer.engine, { log, wrapper: () => wrapper(log) });
    if (process.platform !== "linux" || process.getuid?.() !== 0) {
        throw answer.client
            ? notReachable(answer.message, await endpoint())
            : notInstalled(answer.message);
    }
    if (answer.client) {
        const address = await endpoint();
        if (address !== standardSocket) throw notReachable(answer.message, address);
    }
    if (!answer.client || !(await onPath("dockerd"))) {
        if (!canInstall())
            throw notInstalled(answer.client ? "a client, but no engine" : answer.message);
        await installDocker(log);
    }
    await withLock(path.join(engineDir(), "engine.lock"), () => start(log));
    const started = await askEngine();
    if (!("engine" in started)) throw notReachable(started.message, standardSocket);
    return checkPrivileged(started.engine, { log, wrapper: () => wrapper(log) });
}

/**
 * @param {(line: string) => void} log
 */
async function start(log) {
    // Somebody else may have started it while we waited for the lock or installed the package.
    if ("engine" in (await askEngine())) return;
    const running = ownEngine() ?? localEngine();
    if (running !== undefined) {
        log(
            `the Docker engine (process ${running}) does not answer yet: it is coming up or going down`,
        );
        if (await answersOrEnds(running, "its own log")) return;
        log(`process ${running} ended`);
    }
    if (
        existsSync("/run/systemd/system") &&
        (await capture("systemctl", ["cat", "docker.service"])).status === 0
    ) {
        log("starting the system's Docker service");
        await capture("systemctl", ["start", "docker.service"], { timeoutMs: startMs });
        const pid = localEngine();
        if (pid === undefined)
            throw didNotStart("the service did not start", "`journalctl -u docker`");
        return untilAnswer(pid, "`journalctl -u docker`");
    }
    const missing = lacking("self");
    const args =
        missing.length === 0
            ? []
            : ["--add-runtime", `lab=${await wrapper(log)}`, "--default-runtime", "lab"];
    if (missing.length > 0)
        log(`this machine lacks ${missing.join(", ")}: privileged containers go without`);
    for (const file of strayPidFiles()) {
        // One folder is often a link to the other.
        if (!existsSync(file)) continue;
        log(`removing ${file}: the engine that wrote it is gone, its pid is another program's`);
        rmSync(file, { force: true });
    }
    log("starting the Docker engine");
    mkdirSync(engineDir(), { recursive: true });
    const file = path.join(engineDir(), "dockerd.log");
    const out = openSync(file, "a");
    const child = spawn("dockerd", args, {
        detached: true,
        stdio: ["ignore", out, out],
        cwd: "/",
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    });
    child.unref();
    if (child.pid === undefined) throw didNotStart("dockerd could not be run", file);
    writeFileSync(enginePidFile(), `${child.pid} ${processBirth(child.pid) ?? "?"}\n`);
    return untilAnswer(child.pid, file);
}

/**
 * @param {number} pid
 * @param {string} file log
 */
async function untilAnswer(pid, file) {
    if (!(await answersOrEnds(pid, file)))
        throw didNotStart(`it ended at once: ${lastLine(file)}`, file);
}

/**
 * @param {number} pid
 * @param {string} file log
 * @returns {Promise<boolean>} whether the engine answers; false once its process is gone
 */
async function answersOrEnds(pid, file) {
    const deadline = Date.now() + startMs;
    let message = "";
    while (Date.now() < deadline) {
        const answer = await askEngine();
        if ("engine" in answer) return true;
        message = answer.message;
        if (processBirth(pid) === undefined) return false;
        await delay(250);
    }
    throw didNotStart(`no answer in ${startMs / 1000} s: ${message}`, file);
}

/** @param {string} file */
function lastLine(file) {
    if (!existsSync(file)) return "no log";
    return readFileSync(file, "utf8").trim().split("\n").at(-1)?.slice(0, 300) ?? "empty log";
}

/**
 * The runtime wrapper, at a place that stays the same when its source changes: an engine remembers the
 * path for as long as it runs.
 * @param {(line: string) => void} log
 */
async function wrapper(log) {
    const built = (await goBuild("runc-capabilities", undefined, { log }))["runc-capabilities"];
    if (built === undefined) throw new Error("runc-capabilities was not built");
    const stable = path.join(engineDir(), "runc-capabilities");
    mkdirSync(engineDir(), { recursive: true });
    copyFileSync(built, `${stable}.new`);
    renameSync(`${stable}.new`, stable);
    return stable;
}

/** @param {string} program */
async function onPath(program) {
    return (await capture(program, ["--version"])).status === 0;
}
