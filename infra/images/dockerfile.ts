import { docker, run } from "./engine.ts";

/** Variables that make apt in a build go the way this machine goes. */
const PROXY_VARIABLES = [
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
];

export interface BuildArgs {
    ref: string;
    /** Folder with all that the Dockerfile copies. */
    context: string;
    /** Path of the Dockerfile; default the one in the context. */
    dockerfile?: string;
    /** Image that it starts from, its `ARG BASE`. */
    base: string;
    /** File that the build's output is appended to. */
    log: string;
    /** Variables beside the machine's own, such as apt's proxy. */
    env?: Record<string, string>;
}

/** Builds one Dockerfile. All of ours keep to what the classic builder understands. */
export async function dockerBuild(args: BuildArgs): Promise<void> {
    const proxies = PROXY_VARIABLES.filter(
        (name) => (args.env?.[name] ?? process.env[name] ?? "") !== "",
    );
    const { env, options } = await builder();
    await docker(
        [
            "build",
            ...options,
            "--network",
            "host",
            "--tag",
            args.ref,
            "--build-arg",
            `BASE=${args.base}`,
            ...proxies.flatMap((name) => ["--build-arg", name]),
            ...(args.dockerfile === undefined ? [] : ["--file", args.dockerfile]),
            args.context,
        ],
        `image ${args.ref}, docker build`,
        { log: args.log, env: { ...args.env, ...env } },
    );
}

interface Builder {
    env: Record<string, string>;
    options: readonly string[];
}

let known: Promise<Builder> | undefined;

/** BuildKit where its client is there; else the classic builder, which every engine still has. */
function builder(): Promise<Builder> {
    known ??= run("docker", ["buildx", "version"]).then(({ code }) =>
        code === 0
            ? // An attestation would make a list of images out of one, which the node can't import.
              { env: { DOCKER_BUILDKIT: "1", BUILDX_NO_DEFAULT_ATTESTATIONS: "1" }, options: [] }
            : // It keeps the container of a failed step unless told otherwise.
              { env: { DOCKER_BUILDKIT: "0" }, options: ["--force-rm"] },
    );
    return known;
}
