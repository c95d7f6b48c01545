import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A bare cluster that lives as long as what is done on it. */
export interface TestCluster {
    name: string;
    kubeconfig: string;
    context: string;
    /** Port of 127.0.0.1 that leads to the shop's node port. */
    httpPort: number;
}

/** Runs something on a bare cluster of its own and takes the cluster away again, whatever came of it. */
export async function withTestCluster<T>(action: (cluster: TestCluster) => Promise<T>): Promise<T> {
    const name = `sockshop-contract-${randomBytes(3).toString("hex")}`;
    const cluster = async (...args: string[]): Promise<string> => {
        const all = ["infra/cluster/main.ts", ...args, "--name", name];
        return (await run(process.execPath, all)).stdout;
    };
    try {
        const httpPort = await freePort();
        const { kubeconfig, context } = JSON.parse(
            await cluster("ensure", "--http-port", String(httpPort)),
        ) as { kubeconfig: string; context: string };
        // A baseline guards the cluster that it makes; on one that is there it changes no node.
        await cluster("guard");
        return await action({ name, kubeconfig, context, httpPort });
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
