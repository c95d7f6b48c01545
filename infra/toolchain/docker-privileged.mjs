import path from "node:path";

import { capture } from "./command.mjs";
import { lacking, localEngine } from "./docker-engine.mjs";
import { privilegedFails } from "./docker-errors.mjs";

/** @typedef {import("./docker-engine.mjs").Engine} Engine */

/**
 * Where the machine of the engine lacks a capability and the engine has no wrapper, a privileged
 * container is tried; on any other machine this costs nothing.
 * @param {Engine} engine
 * @param {{ log: (line: string) => void, wrapper: () => Promise<string> }} options
 * @returns {Promise<Engine>} the engine
 */
export async function checkPrivileged(engine, { log, wrapper }) {
    const pid = localEngine();
    // An engine in a virtual machine or on another host: what this process lacks says nothing about it.
    if (pid === undefined || engine.defaultRuntime === "lab") return engine;
    const missing = lacking(pid);
    if (missing.length === 0) return engine;
    log(`this machine lacks ${missing.join(", ")}: trying a privileged container`);
    const program = await wrapper();
    if (!(await privilegedWorks(program))) throw privilegedFails(missing, pid, program);
    return engine;
}

/**
 * The image holds one static program that needs nothing: its exit code 1 means that it ran.
 * @param {string} program
 */
async function privilegedWorks(program) {
    const tag = "sock-shop-lab/privileged-probe:latest";
    const script = 'tar -C "$1" -c "$2" | docker import - "$3"';
    await capture("sh", ["-c", script, "sh", path.dirname(program), path.basename(program), tag]);
    const inside = `/${path.basename(program)}`;
    const { status } = await capture(
        "docker",
        ["run", "--rm", "--privileged", "--network=none", tag, inside],
        {
            timeoutMs: 60_000,
        },
    );
    await capture("docker", ["rmi", tag]);
    return status === 0 || status === 1;
}
