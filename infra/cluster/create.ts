import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireDiskSpace } from "../images/disk.ts";
import { failure, run } from "../images/engine.ts";
import type { Outcome } from "../images/engine.ts";
import { ensureImages } from "../images/ensure.ts";
import { logFile, STATE } from "../images/places.ts";
import type { Say } from "../images/progress.ts";
import type { ImageSource } from "../images/source.ts";
import { kindConfig } from "./config.ts";
import type { ClusterSpec } from "./config.ts";
import { removeNodes } from "./delete.ts";
import { kubectl } from "./health.ts";
import { ownKubeconfig } from "./kubeconfig.ts";
import { mountTarget, noteMaker, prepareFolder, selfId } from "./marker.ts";
import { holderOf, portTaken, requireFreePort } from "./port.ts";

export interface CreateOptions extends ClusterSpec {
    say: Say;
    /** Asked only if the cluster has to be made. */
    source: () => Promise<ImageSource>;
}

/**
 * Makes the cluster; the caller holds the lock and has made sure that there is none of that name.
 *
 * @throws LabError if the port is taken, the disk is full, or kind fails: then logs are kept and what
 *     there is of the cluster is removed
 */
export async function create(options: CreateOptions): Promise<void> {
    const { name, httpPort, say } = options;
    await Promise.all([requireFreePort(httpPort), requireDiskSpace()]);
    const source = await options.source();
    const [image = ""] = await ensureImages(["node"], { log: say, source });
    const log = logFile(`cluster-${name}`);
    const folder = prepareFolder(name);
    const config = join(STATE, `kind-${name}.yaml`);
    writeFileSync(config, kindConfig(options, source, folder, mountTarget(selfId(name))));
    say(`creating the kind cluster ${name}`);
    const kubeconfig = ownKubeconfig(name);
    const made = await run(
        "kind",
        [
            "create",
            "cluster",
            "--name",
            name,
            "--image",
            image,
            "--config",
            config,
            "--kubeconfig",
            kubeconfig,
            "--wait",
            "60s",
            "--retain",
        ],
        { log, onStart: (pid) => noteMaker(name, pid) },
    );
    if (made.code !== 0) await abandon(options, made);
    await labelWorkers(name, kubeconfig);
}

/** Keeps the logs of a cluster that could not be made, and removes what there is of it. */
async function abandon({ name, httpPort }: CreateOptions, made: Outcome): Promise<never> {
    const logs = logFile(`cluster-${name}`).replace(/\.log$/, "");
    await run("kind", ["export", "logs", logs, "--name", name], { timeoutMs: 60_000 });
    await removeNodes(name);
    if (/port is already allocated|address already in use/i.test(made.stderr)) {
        throw portTaken(httpPort, await holderOf(httpPort));
    }
    throw failure(made, `kind cluster ${name}, kind create cluster`, `${logs}.log and ${logs}/`);
}

/** The role every workload of the shop selects; kubelets may not give it to themselves. */
async function labelWorkers(name: string, kubeconfig: string): Promise<void> {
    const step = ["label", "nodes", "--all", "--overwrite", "node-role.kubernetes.io/worker="];
    const done = await kubectl(kubeconfig, step);
    if (done.code !== 0) throw failure(done, `kind cluster ${name}, kubectl label`);
}
