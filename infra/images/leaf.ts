import { chmod, copyFile, cp, realpath } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../../components/kit/error.ts";
import { goBuild } from "../toolchain/go-build.mjs";
import { aptProxy } from "./base.ts";
import { CONTEXTS, isBundled, leafProgram, parentRef } from "./catalog.ts";
import type { BundledName, LeafName } from "./catalog.ts";
import { dockerBuild } from "./dockerfile.ts";
import { docker, run } from "./engine.ts";
import { CHECKOUT, logFile } from "./places.ts";
import type { Say } from "./progress.ts";
import { inScratch } from "./scratch.ts";
import type { ImageSource } from "./source.ts";
import { UPSTREAM } from "./upstream.ts";

/** Builds one of the lab's own images over its parent. */
export async function buildLeaf(
    name: LeafName,
    ref: string,
    source: ImageSource,
    say: Say,
): Promise<void> {
    const log = logFile(`image-${name}`);
    await inScratch(`image-${name}`, async (folder) => {
        const contexts = CONTEXTS[name].map((path) => join(CHECKOUT, path));
        if (isBundled(name)) {
            say("bundling");
            const bundler = await bundlerOf(name);
            await bundler.bundle(join(folder, "dist"));
            for (const context of contexts) {
                await copyFile(join(context, "Dockerfile"), join(folder, "Dockerfile"));
            }
            await copyNode(name, folder, source, log);
        } else {
            for (const context of contexts) await cp(context, folder, { recursive: true });
        }
        const leaf = leafProgram(name, source);
        if (leaf !== undefined) {
            const { module, program } = leaf;
            const built = await goBuild(module, [program], { log: say, os: "linux" });
            await copyFile(built[program] ?? "", join(folder, program));
        }
        say("docker build");
        const env = source === "closed" ? await aptProxy() : {};
        await dockerBuild({ ref, context: folder, base: parentRef(name, source), log, env });
    });
}

/** What bundles an image's program; loaded only when an image lacks, since esbuild comes with it. */
async function bundlerOf(name: BundledName): Promise<{ bundle(outDir: string): Promise<unknown> }> {
    switch (name) {
        case "shop":
            return await import("../../components/shop/image/bundle.ts");
        case "keeper":
            return await import("../../incidents/keeper/bundle.ts");
        case "alert-receiver":
            return await import("../../components/monitoring/receiver/bundle.ts");
    }
}

/** The Node that a bundle runs on: this one on the closed network, else the upstream image's. */
async function copyNode(
    name: BundledName,
    folder: string,
    source: ImageSource,
    log: string,
): Promise<void> {
    const target = join(folder, "node");
    if (source === "closed") {
        const binary = await realpath(process.execPath);
        await requireSelfContained(binary);
        await copyFile(binary, target);
    } else {
        const step = `image ${name}, Node of ${UPSTREAM.javascript}`;
        const container = (await docker(["create", UPSTREAM.javascript], step, { log })).trim();
        try {
            await docker(["cp", `${container}:/usr/local/bin/node`, target], step, { log });
        } finally {
            await run("docker", ["rm", "--force", "--volumes", container]);
        }
    }
    await chmod(target, 0o755);
}

/** A distribution's own Node may be a small program around a shared library that the base lacks. */
async function requireSelfContained(binary: string): Promise<void> {
    const { stdout } = await run("ldd", [binary]);
    if (!stdout.includes("libnode")) return;
    throw new LabError({
        where: binary,
        found: "this Node needs a shared library (libnode) that isn't in the image",
        allowed: "a Node binary that stands alone, as nodejs.org and npm publish it",
        cure: "remove .tools, put such a Node first on PATH or none at all, then run npm start",
    });
}
