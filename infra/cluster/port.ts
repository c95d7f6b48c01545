import { createServer } from "node:net";
import { LabError } from "../../components/kit/error.ts";
import { run } from "../images/engine.ts";

/**
 * Makes sure that nobody listens on the shop's port, before a cluster is made for nothing.
 *
 * @throws LabError naming who does, where that can be found out
 */
export async function requireFreePort(port: number): Promise<void> {
    const problem = await listenProblem(port);
    if (problem === undefined) return;
    throw portTaken(port, problem === "EADDRINUSE" ? await holderOf(port) : problem);
}

/** The error for a port that can't be had. */
export function portTaken(port: number, holder: string): LabError {
    return new LabError({
        where: "stacks/Pulumi.baseline.yaml, sock-shop:cluster.httpPort",
        found: `port ${port} of 127.0.0.1 is taken by ${holder}`,
        allowed: "a free port, 1024 to 65535",
        cure: `end that program, or: pulumi config set --path sock-shop:cluster.httpPort ${port + 1} --stack baseline`,
    });
}

function listenProblem(port: number): Promise<string | undefined> {
    const server = createServer();
    return new Promise((resolve) => {
        server.once("error", (error: NodeJS.ErrnoException) =>
            resolve(error.code ?? error.message),
        );
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
            server.close(() => resolve(undefined));
        });
    });
}

/** Container, else process, else that it can't be seen from here. */
export async function holderOf(port: number): Promise<string> {
    const filter = ["--filter", `publish=${port}`];
    const containers = await run("docker", ["ps", ...filter, "--format", "{{.Names}}"]);
    const [container] = containers.stdout.split("\n");
    if (container !== undefined && container !== "") return `the container ${container}`;
    const sockets = await run("ss", ["-Hltnp", `sport = :${port}`]);
    const [, program, pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(sockets.stdout) ?? [];
    if (program !== undefined) return `${program} (process ${pid})`;
    const files = await run("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]);
    const [, process] = /^p(\d+)$/m.exec(files.stdout) ?? [];
    const [, command] = /^c(.+)$/m.exec(files.stdout) ?? [];
    if (process !== undefined) return `${command ?? "a program"} (process ${process})`;
    return "a program that can't be seen from here (ask as root: ss -ltnp)";
}
