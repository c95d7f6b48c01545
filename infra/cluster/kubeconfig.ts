import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { failure, run } from "../images/engine.ts";
import { STATE } from "../images/places.ts";

/** The lab's own kubeconfig of a cluster, readable by its owner only. */
export function ownKubeconfig(name: string): string {
    return join(STATE, `kubeconfig-${name}`);
}

/** Context of a kind cluster, in the lab's own kubeconfig and in the user's. */
export function contextOf(name: string): string {
    return `kind-${name}`;
}

/** The parts of a kubeconfig that are read. */
interface Kubeconfig {
    clusters?: {
        name: string;
        cluster: { server: string; "certificate-authority-data": string };
    }[];
}

/** Where a cluster's API answers and by which authority; two clusters never share both. */
export interface Endpoint {
    server: string;
    authority: string;
}

/** The endpoint of a context in a kubeconfig's text; undefined if it isn't there or makes no sense. */
export function endpointIn(text: string, context: string): Endpoint | undefined {
    let config: Kubeconfig | null;
    try {
        config = parse(text) as Kubeconfig | null;
    } catch {
        return undefined;
    }
    const found = config?.clusters?.find((entry) => entry.name === context)?.cluster;
    if (found === undefined) return undefined;
    return { server: found.server, authority: found["certificate-authority-data"] };
}

/** Files that make up the user's kubeconfig, as kubectl reads them. */
export function userKubeconfigs(env: NodeJS.ProcessEnv = process.env): string[] {
    const named = (env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
    return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

/** Endpoint of the cluster by the lab's own kubeconfig. */
export function ownEndpoint(name: string): Endpoint | undefined {
    const file = ownKubeconfig(name);
    return existsSync(file) ? endpointIn(readFileSync(file, "utf8"), contextOf(name)) : undefined;
}

/**
 * Writes the lab's own kubeconfig if it lacks, and merges the context into the user's as kind does
 * unless it is there already, with the same cluster behind it.
 */
export async function putKubeconfigs(name: string): Promise<void> {
    if (ownEndpoint(name) === undefined) await refreshOwn(name);
    const own = ownEndpoint(name);
    const there = userKubeconfigs().some((file) => {
        if (!existsSync(file)) return false;
        const theirs = endpointIn(readFileSync(file, "utf8"), contextOf(name));
        return theirs?.server === own?.server && theirs?.authority === own?.authority;
    });
    if (!there) await exportTo(name, []);
}

/** Writes the lab's own kubeconfig anew: after a restart the API has another port. */
export async function refreshOwn(name: string): Promise<void> {
    const file = ownKubeconfig(name);
    const fresh = `${file}.new`;
    rmSync(fresh, { force: true });
    await exportTo(name, ["--kubeconfig", fresh]);
    chmodSync(fresh, 0o600);
    renameSync(fresh, file);
}

async function exportTo(name: string, options: readonly string[]): Promise<void> {
    const done = await run("kind", ["export", "kubeconfig", "--name", name, ...options]);
    if (done.code !== 0) throw failure(done, `kubeconfig of the cluster ${name}`);
}
