import { setTimeout as delay } from "node:timers/promises";
import { LabError } from "../../components/kit/error.ts";
import { failure, run } from "../images/engine.ts";
import { withLock } from "../images/lock.ts";
import type { Say } from "../images/progress.ts";
import type { ClusterSpec } from "./config.ts";
import { create } from "./create.ts";
import type { CreateOptions } from "./create.ts";
import { actionFor } from "./decide.ts";
import { removeNodes } from "./delete.ts";
import { health, waitHealthy } from "./health.ts";
import type { Health } from "./health.ts";
import { contextOf, ownEndpoint, ownKubeconfig, putKubeconfigs, refreshOwn } from "./kubeconfig.ts";
import { maker, noteComplete } from "./marker.ts";
import { observe } from "./observe.ts";
import type { Observation } from "./observe.ts";
import { holderOf, portTaken } from "./port.ts";
import { foreignCluster } from "./refusal.ts";
import type { Room } from "./room.ts";

/** Until a node that was made or started has to be well; 41 s were measured on a 2-core machine. */
const DEADLINE_SECONDS = 240;

/** What a program needs to use the cluster. */
export interface ClusterFacts {
    name: string;
    context: string;
    /** Path of the lab's own kubeconfig. */
    kubeconfig: string;
    /** Changes when the cluster is made anew. */
    identity: string;
    server: string;
    /** What the cluster's nodes can give, kube-system included. */
    allocatable: Room;
}

/**
 * Makes sure that the cluster is there, complete, running and answering; does nothing if it is.
 *
 * @throws LabError if a cluster of that name isn't this checkout's, its port is taken or it can't be made
 */
export async function ensureCluster(options: CreateOptions): Promise<ClusterFacts> {
    const { name, say } = options;
    return await withLock(`cluster-${name}`, say, async () => {
        await endLeftMaker(name, say);
        const seen = await observe(name);
        const action = actionFor(seen.state);
        if (action === "refuse") throw foreignCluster(name, seen.detail);
        if (action === "use" || action === "start") requireSamePort(options, seen.httpPort);
        if (action === "start") await start(options, seen.node ?? `${name}-control-plane`);
        if (action === "replace") {
            say(`replacing the cluster ${name}: ${seen.detail ?? "it can't be used"}`);
            await removeNodes(name);
        }
        const made = action === "create" || action === "replace";
        if (made) await create(options);
        const now = await observe(name);
        const well = await reach(now, say);
        if (made && now.identity !== undefined) noteComplete(name, now.identity);
        await putKubeconfigs(name);
        return facts(now, well);
    });
}

/** Ends a `kind create` that outlived the killed run it belonged to; the caller holds the lock. */
async function endLeftMaker(name: string, say: Say): Promise<void> {
    const pid = maker(name);
    if (pid === undefined || !(await isMaking(pid, name))) return;
    say(`ending process ${pid}, which a killed run left making the cluster ${name}`);
    process.kill(pid, "SIGKILL");
    while (await isMaking(pid, name)) await delay(100);
}

async function isMaking(pid: number, name: string): Promise<boolean> {
    const { stdout } = await run("ps", ["-o", "args=", "-p", `${pid}`]);
    return stdout.includes(`create cluster --name ${name} `);
}

function facts({ name, identity }: Observation, { allocatable }: Health): ClusterFacts {
    return {
        name,
        context: contextOf(name),
        kubeconfig: ownKubeconfig(name),
        identity: identity ?? "",
        server: ownEndpoint(name)?.server ?? "",
        allocatable,
    };
}

/** A cluster that runs may still be coming up, and its kubeconfig may be lost or out of date. */
async function reach({ name, startedAt = "" }: Observation, say: Say): Promise<Health> {
    const kubeconfig = ownKubeconfig(name);
    if (ownEndpoint(name) === undefined) await refreshOwn(name);
    const now = await health(kubeconfig, startedAt);
    if (now.problem === undefined) return now;
    say(`waiting: ${now.problem}`);
    await refreshOwn(name);
    const well = await waitHealthy(name, kubeconfig, startedAt, DEADLINE_SECONDS);
    say(`the cluster ${name} is well`);
    return well;
}

async function start({ name, httpPort, say }: CreateOptions, node: string): Promise<void> {
    say(`starting the stopped node ${node}`);
    const started = await run("docker", ["start", node]);
    if (started.code === 0) return;
    if (/port is already allocated|address already in use/i.test(started.stderr)) {
        throw portTaken(httpPort, await holderOf(httpPort));
    }
    throw failure(started, `node ${node} of the cluster ${name}, docker start`);
}

function requireSamePort({ name, httpPort }: ClusterSpec, found: number | undefined): void {
    if (found === httpPort) return;
    throw new LabError({
        where: "sock-shop:cluster.httpPort",
        found: `${httpPort}, but the cluster ${name} was made with ${found ?? "none"}`,
        allowed: "the port that the cluster has: a node's ports can't be changed",
        cure: `set it back, or make the cluster anew: node infra/cluster/main.ts delete --name ${name}`,
    });
}
