import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { type PulumiOptions, pulumi } from "./engine.ts";
import { type TestCluster, withTestCluster } from "./test-cluster.ts";

const run = promisify(execFile);

/** A baseline that was just brought up, with nothing done to it yet. */
export interface FreshBaseline {
    kubeconfig: string;
    context: string;
    /** Address of its shop on the host. */
    url: string;
    /** What `pulumi up` took on a cluster that was ready and had the images, in seconds. */
    upSeconds: number;
}

/** Does something on a baseline and a cluster of its own: the lab in use keeps its orders. */
export async function onFreshBaseline<T>(
    action: (baseline: FreshBaseline) => Promise<T>,
): Promise<T> {
    return await withTestCluster(async (cluster) => {
        await run(process.execPath, ["infra/images/main.ts", "load", "--cluster", cluster.name], {
            maxBuffer: 2 ** 24,
        });
        const stack = cluster.name;
        const file = `stacks/Pulumi.${stack}.yaml`;
        const options: PulumiOptions = { env: { KUBECONFIG: cluster.kubeconfig } };
        const engine = async (...args: string[]): Promise<void> => {
            const { code, output } = await pulumi([...args, "--stack", stack], options);
            if (code !== 0)
                throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
        };
        writeFileSync(file, stackFile(cluster));
        try {
            await engine("stack", "init");
            const began = performance.now();
            await engine("up", "--yes", "--skip-preview");
            return await action({
                kubeconfig: cluster.kubeconfig,
                context: cluster.context,
                url: `http://127.0.0.1:${cluster.httpPort}`,
                upSeconds: (performance.now() - began) / 1000,
            });
        } finally {
            // The cluster goes anyway, and everything in it.
            await pulumi(["stack", "rm", "--yes", "--force", "--stack", stack], options);
            rmSync(file, { force: true });
        }
    });
}

function stackFile({ context, httpPort }: TestCluster): string {
    return [
        "config:",
        "  sock-shop:role: baseline",
        "  sock-shop:cluster:",
        `    context: ${context}`,
        `    allowContexts: [${context}]`,
        `    httpPort: ${httpPort}`,
        "",
    ].join("\n");
}
