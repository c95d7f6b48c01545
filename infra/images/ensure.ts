import { buildBase } from "./base.ts";
import { imageRef, REPOSITORY } from "./catalog.ts";
import type { ImageName } from "./catalog.ts";
import { requireDiskSpace } from "./disk.ts";
import { docker } from "./engine.ts";
import { buildLeaf } from "./leaf.ts";
import { withLock } from "./lock.ts";
import { buildNode } from "./node.ts";
import { under } from "./progress.ts";
import type { Say } from "./progress.ts";
import type { ImageSource } from "./source.ts";

export interface EnsureOptions {
    log: Say;
    source: ImageSource;
}

/**
 * Builds what lacks in the Docker engine; independent images side by side.
 *
 * @returns the references of the images asked for, in that order
 * @throws LabError naming the failed step, its log and the cure
 */
export async function ensureImages(
    names: readonly ImageName[],
    { log, source }: EnsureOptions,
): Promise<string[]> {
    const there = new Set(await builtImages());
    const jobs = new Map<ImageName, Promise<string>>();
    const ensure = (name: ImageName): Promise<string> => {
        const known = jobs.get(name);
        if (known !== undefined) return known;
        const ref = imageRef(name, source);
        const upstream = !ref.startsWith(`${REPOSITORY}/`);
        const job =
            upstream || there.has(ref)
                ? Promise.resolve(ref)
                : build(name, ref, source, ensure, log);
        jobs.set(name, job);
        return job;
    };
    const settled = await Promise.allSettled(names.map(ensure));
    return settled.map((result) => {
        if (result.status === "rejected") throw result.reason;
        return result.value;
    });
}

async function build(
    name: ImageName,
    ref: string,
    source: ImageSource,
    ensure: (name: ImageName) => Promise<string>,
    log: Say,
): Promise<string> {
    const say = under(name, log);
    const base = source === "closed" && name !== "base" ? ensure("base") : undefined;
    // The node has minutes of work to do before it needs the base; the others start from it.
    if (name !== "node") await base;
    await withLock(`image-${name}`, say, async () => {
        if ((await builtImages()).includes(ref)) return;
        await requireDiskSpace();
        const begun = performance.now();
        if (name === "base") await buildBase(ref, say);
        else if (name === "node") await buildNode(ref, base ?? ensure("base"), say);
        else await buildLeaf(name, ref, source, say);
        say(`${ref} is there after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    });
    return ref;
}

/** References of everything that was built here and is in the engine. */
export async function builtImages(): Promise<string[]> {
    const filter = ["--filter", `reference=${REPOSITORY}/*`];
    const format = ["--format", "{{.Repository}}:{{.Tag}}"];
    const text = await docker(["image", "ls", ...filter, ...format], "images in the Docker engine");
    return text.split("\n").filter((line) => line !== "");
}
