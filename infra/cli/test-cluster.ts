import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Runs something on a bare cluster of its own and takes the cluster away again, whatever came of it.
 *
 * @param action gets the path of the cluster's kubeconfig
 */
export async function withTestCluster<T>(action: (kubeconfig: string) => Promise<T>): Promise<T> {
    const name = `sockshop-contract-${randomBytes(3).toString("hex")}`;
    const cluster = async (...args: string[]): Promise<string> => {
        const all = ["infra/cluster/main.ts", ...args, "--name", name];
        return (await run(process.execPath, all)).stdout;
    };
    try {
        const port = String(await freePort());
        const { kubeconfig } = JSON.parse(await cluster("ensure", "--http-port", port)) as {
            kubeconfig: string;
        };
        return await action(kubeconfig);
    } finally {
        await cluster("delete");
    }
}

/** A port of this host that nobody listens on. */
export async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (address === null || typeof address === "string") throw new Error("no free port");
    return address.port;
}
