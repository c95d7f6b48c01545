import { spawn } from "node:child_process";
import { LabError } from "../../components/kit/error.ts";
import type { ImageName } from "./catalog.ts";
import { docker } from "./engine.ts";
import { ensureImages } from "./ensure.ts";
import type { EnsureOptions } from "./ensure.ts";
import { logFile } from "./places.ts";

/** Containerd's client, as run in a node. */
const CTR = ["ctr", "--namespace", "k8s.io", "images"] as const;

/**
 * Puts images into every node of a kind cluster, building what lacks; what a node has it keeps.
 * All go in one stream, so that layers they share travel once.
 *
 * @throws LabError if the cluster has no running node, or a build or the import fails
 */
export async function loadImages(
    names: readonly ImageName[],
    clusterName: string,
    options: EnsureOptions,
): Promise<void> {
    const [refs, nodes] = await Promise.all([ensureImages(names, options), nodesOf(clusterName)]);
    await Promise.all(
        nodes.map(async (node) => {
            const lacking = missingImages(refs, await imagesIn(node));
            if (lacking.length === 0) return;
            options.log(`loading ${lacking.join(", ")} into ${node}`);
            await importInto(node, lacking);
            options.log(`loaded ${lacking.length} images into ${node}`);
        }),
    );
}

/** Of `refs`, those that containerd doesn't list; it names them with the default registry in front. */
export function missingImages(refs: readonly string[], listed: readonly string[]): string[] {
    const there = new Set(listed);
    return refs.filter((ref) => !there.has(ref) && !there.has(`docker.io/${ref}`));
}

/** Names of a kind cluster's running nodes. @throws LabError if there is none */
export async function nodesOf(clusterName: string): Promise<string[]> {
    const filter = ["--filter", `label=io.x-k8s.kind.cluster=${clusterName}`];
    const format = ["--format", "{{.Names}}"];
    const text = await docker(["ps", ...filter, ...format], `nodes of ${clusterName}`);
    const nodes = text
        .split("\n")
        .filter((line) => line !== "" && !line.endsWith("-external-load-balancer"));
    if (nodes.length > 0) return nodes;
    throw new LabError({
        where: `kind cluster ${clusterName}`,
        found: "no running node",
        allowed: "a running cluster to load images into",
        cure: "pulumi up --stack baseline",
    });
}

async function imagesIn(node: string): Promise<string[]> {
    const text = await docker(["exec", node, ...CTR, "list", "--quiet"], `images in ${node}`);
    return text.split("\n");
}

async function importInto(node: string, refs: readonly string[]): Promise<void> {
    const log = logFile(`load-${node}`);
    const saved = spawn("docker", ["save", ...refs], { stdio: ["ignore", "pipe", "ignore"] });
    await docker(
        ["exec", "--interactive", node, ...CTR, "import", "--digests", "-"],
        `loading images into ${node}`,
        { input: saved.stdout, log },
    );
}
