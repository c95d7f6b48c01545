import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LabError } from "../../../components/kit/error.ts";

/** The container of a kind cluster's node, by the cluster's context. */
export function nodeOf(context: string): string {
    return `${context.replace(/^kind-/, "")}-control-plane`;
}

/**
 * Holds that the node's container is that cluster's and runs on this machine: it is what is struck.
 * @throws LabError where it isn't
 */
export async function requireNode(context: string): Promise<void> {
    const [node, cluster] = [nodeOf(context), context.replace(/^kind-/, "")];
    let found: string;
    try {
        const label = '{{index .Config.Labels "io.x-k8s.kind.cluster"}} {{.State.Running}}';
        const { stdout } = await promisify(execFile)("docker", [
            "inspect",
            "--format",
            label,
            node,
        ]);
        if (stdout.trim() === `${cluster} true`) return;
        found = `container ${node}: cluster and running are "${stdout.trim()}"`;
    } catch (error) {
        found = `container ${node}: ${(error as Error).message.trim().split("\n").at(-1) ?? ""}`;
    }
    throw new LabError({
        where: "chaos --kinds",
        found,
        allowed: `docker, node and api where ${node} is the running node of kind cluster ${cluster}`,
        cure: "npm run chaos -- --kinds kill,interrupt",
    });
}
