import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STATE } from "../images/places.ts";
import { kubeadmPatches } from "./config.ts";
import type { Marker } from "./decide.ts";

/**
 * Where the marker is mounted in a node. Its last part is the identity of the checkout. A mount shows in
 * `docker inspect` from the moment the container exists: of a half-made and of a stopped node, too.
 */
const MOUNT_ROOT = "/kind/sock-shop-lab/";

/** Identity of a checkout's state: lost with it, never shared. */
const OWNER_FILE = "owner";

/** Folder of the state that belongs to one cluster. */
export function clusterFolder(name: string): string {
    return join(STATE, "clusters", name);
}

/** Target of the mount that marks a cluster as this checkout's. */
export function mountTarget(owner: string): string {
    return `${MOUNT_ROOT}${owner}`;
}

/** This checkout's identity, made once. */
export function selfId(name: string): string {
    const known = ownerOf(clusterFolder(name));
    if (known !== undefined) return known;
    const made = randomUUID();
    mkdirSync(clusterFolder(name), { recursive: true });
    writeFileSync(join(clusterFolder(name), OWNER_FILE), `${made}\n`, { flag: "wx" });
    return made;
}

/**
 * Identity that a checkout's folder holds now, or undefined if the folder or the file is gone. A folder
 * that may not be read is taken for a living one: nobody's cluster is replaced on a guess.
 */
export function ownerOf(folder: string, expected?: string): string | undefined {
    try {
        return readFileSync(join(folder, OWNER_FILE), "utf8").trim();
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        return code === "ENOENT" || code === "ENOTDIR" ? undefined : expected;
    }
}

/** The marker among a container's `HostConfig.Binds` (`source:target:options`). */
export function markerOf(binds: readonly string[]): Marker | undefined {
    for (const bind of binds) {
        const at = bind.indexOf(`:${MOUNT_ROOT}`);
        if (at < 0) continue;
        const [owner = ""] = bind.slice(at + 1 + MOUNT_ROOT.length).split(":");
        return { owner, folder: bind.slice(0, at) };
    }
    return undefined;
}

/** Writes what a node mounts; forgets an older cluster of that name. */
export function prepareFolder(name: string): string {
    const folder = clusterFolder(name);
    rmSync(join(folder, "complete"), { force: true });
    rmSync(join(folder, "patches"), { recursive: true, force: true });
    mkdirSync(join(folder, "patches"), { recursive: true });
    for (const [file, text] of Object.entries(kubeadmPatches())) {
        writeFileSync(join(folder, "patches", file), text);
    }
    return folder;
}

/** Notes that this node container was seen complete. */
export function noteComplete(name: string, container: string): void {
    writeFileSync(join(clusterFolder(name), "complete"), `${container}\n`);
}

/** The node container that was seen complete, if any. */
export function completed(name: string): string | undefined {
    try {
        return readFileSync(join(clusterFolder(name), "complete"), "utf8").trim();
    } catch {
        return undefined;
    }
}

/** After a deletion: the identity stays, what was known of the cluster goes. */
export function forget(name: string): void {
    rmSync(join(clusterFolder(name), "complete"), { force: true });
}

/** Notes the process that makes the cluster: killed with `-9`, the lab can't take it along. */
export function noteMaker(name: string, pid: number): void {
    writeFileSync(join(clusterFolder(name), "maker"), `${pid}\n`);
}

/** The process that was last noted as making the cluster. */
export function maker(name: string): number | undefined {
    try {
        return Number(readFileSync(join(clusterFolder(name), "maker"), "utf8")) || undefined;
    } catch {
        return undefined;
    }
}
