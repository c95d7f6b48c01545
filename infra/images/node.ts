import { spawn } from "node:child_process";
import { copyFile, cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goBuild } from "../toolchain/go-build.mjs";
import { findGo } from "../toolchain/go-tool.mjs";
import { aptProxy } from "./base.ts";
import { kubernetesVersion } from "./catalog.ts";
import { dockerBuild } from "./dockerfile.ts";
import { docker, failure, run } from "./engine.ts";
import { CHECKOUT, logFile } from "./places.ts";
import type { Say } from "./progress.ts";
import { inScratch } from "./scratch.ts";
import { buildSystemImages } from "./system-images.ts";
import type { Binaries } from "./system-images.ts";

const KUBERNETES_IN_NODE = ["kubeadm", "kubelet", "kubectl"];

/** A container's name says whose it is, so that what an interrupted build left is found. */
const BUILDER = "sock-shop-lab-node-build";

/** Binaries of the node and its images, built from pinned Go modules or taken from the cache. */
export async function nodeBinaries(say: Say): Promise<Binaries> {
    const all: Binaries = {};
    // One after the other: each build uses all cores by itself.
    for (const module of ["pause", "local-path-provisioner", "coredns", "kubernetes"]) {
        Object.assign(all, await goBuild(module, undefined, { log: say, os: "linux" }));
    }
    return all;
}

/**
 * Makes the node image of the closed network: kind's base files on Debian, Kubernetes from its Go
 * module, and the images that the node starts from, the way `kind build node-image` puts them in.
 *
 * @param base resolves to the base image's reference once it is there
 */
export async function buildNode(ref: string, base: Promise<string>, say: Say): Promise<void> {
    const log = logFile("image-node");
    await inScratch("image-node", async (folder) => {
        const [binaries, kindFiles, parent, env] = await Promise.all([
            nodeBinaries(say),
            kindBaseFiles(log),
            base,
            aptProxy(),
        ]);
        say("packages and system images");
        const bare = `${ref}-bare`;
        const [images] = await Promise.all([
            buildSystemImages({ binaries, base: parent, folder, log, env }),
            buildBareNode({ ref: bare, base: parent, folder, kindFiles, binaries, log, env }),
        ]);
        say(`${images.length} images into the node`);
        await commitWithImages(bare, ref, images, log);
        // The node has them now; only their layers' names would be left.
        await docker(["rmi", bare, ...images], "image node, cleaning up", { log });
    });
}

/** Kind's own base image files, out of its Go module: they fit the kind binary that will use them. */
async function kindBaseFiles(log: string): Promise<string> {
    const go = await findGo("1.24.0");
    const options = { cwd: join(CHECKOUT, "infra/toolchain/go/kind"), log };
    const got = await run(go, ["mod", "download", "-json", "sigs.k8s.io/kind"], options);
    if (got.code !== 0) throw failure(got, "image node, files of kind's Go module", log);
    const { Dir } = JSON.parse(got.stdout) as { Dir: string };
    return join(Dir, "images/base/files");
}

async function buildBareNode(args: {
    ref: string;
    base: string;
    folder: string;
    kindFiles: string;
    binaries: Binaries;
    log: string;
    env: Record<string, string>;
}): Promise<void> {
    const context = join(args.folder, "bare");
    await mkdir(context);
    await cp(join(import.meta.dirname, "node"), context, { recursive: true });
    await cp(args.kindFiles, join(context, "kind"), { recursive: true });
    for (const name of KUBERNETES_IN_NODE) {
        await copyFile(args.binaries[name] ?? "", join(context, name));
    }
    await writeFile(join(context, "version"), kubernetesVersion());
    await dockerBuild({ ...args, context });
}

/** Containerd's store lives in the image, so the images are imported by the node's own containerd. */
async function commitWithImages(
    bare: string,
    ref: string,
    images: readonly string[],
    log: string,
): Promise<void> {
    await run("docker", ["rm", "--force", "--volumes", BUILDER]);
    const step = "image node, importing system images";
    await docker(
        [
            "run",
            "--detach",
            "--name",
            BUILDER,
            "--security-opt",
            "seccomp=unconfined",
            "--entrypoint",
            "containerd",
            bare,
        ],
        step,
        { log },
    );
    try {
        await docker(["exec", BUILDER, "bash", "-c", WAIT_FOR_CONTAINERD], step, { log });
        const saved = spawn("docker", ["save", ...images], { stdio: ["ignore", "pipe", "ignore"] });
        const importing = ["ctr", "--namespace", "k8s.io", "images", "import"];
        const options = ["--all-platforms", "--no-unpack", "--digests"];
        await docker(["exec", "--interactive", BUILDER, ...importing, ...options, "-"], step, {
            log,
            input: saved.stdout,
        });
        // Pinned: nobody could bring an image back that the kubelet removed to make room.
        await docker(["exec", BUILDER, "bash", "-c", PIN_ALL], step, { log });
        // Not `stop`: the image's stop signal is systemd's, which containerd doesn't know.
        await docker(["kill", "--signal", "SIGTERM", BUILDER], step, { log });
        await docker(["wait", BUILDER], step, { log });
        const entrypoint = 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]';
        await docker(["commit", "--change", entrypoint, BUILDER, ref], step, { log });
    } finally {
        await run("docker", ["rm", "--force", "--volumes", BUILDER]);
    }
}

const WAIT_FOR_CONTAINERD =
    "for i in {1..100}; do ctr version >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1";

const PIN_ALL =
    "ctr -n k8s.io images ls -q | xargs -I{} ctr -n k8s.io images label {} io.cri-containerd.pinned=pinned";
