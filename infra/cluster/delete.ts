import { rmSync } from "node:fs";
import { failure, run } from "../images/engine.ts";
import { withLock } from "../images/lock.ts";
import { STATE } from "../images/places.ts";
import type { Say } from "../images/progress.ts";
import { ownKubeconfig } from "./kubeconfig.ts";
import { forget } from "./marker.ts";
import { observe } from "./observe.ts";
import { foreignCluster } from "./refusal.ts";
import { join } from "node:path";

/**
 * Deletes the cluster, its context in the user's kubeconfig and the lab's own kubeconfig. A cluster
 * that isn't there is fine, half-made ones go as well.
 *
 * @throws LabError if the cluster isn't this checkout's
 */
export async function deleteCluster(name: string, say: Say): Promise<void> {
    await withLock(`cluster-${name}`, say, async () => {
        const seen = await observe(name);
        if (seen.state === "foreign") throw foreignCluster(name, seen.detail);
        await removeNodes(name);
        if (seen.state !== "absent") say(`the cluster ${name} is deleted`);
    });
}

/** Removes nodes and contexts; the caller has made sure whose they are. */
export async function removeNodes(name: string): Promise<void> {
    const removed = await run("kind", ["delete", "cluster", "--name", name]);
    if (removed.code !== 0) throw failure(removed, `kind cluster ${name}, kind delete cluster`);
    rmSync(ownKubeconfig(name), { force: true });
    rmSync(join(STATE, `kind-${name}.yaml`), { force: true });
    forget(name);
}
