import { spawn } from "node:child_process";
import { copyFile, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { kubernetesVersion } from "./catalog.ts";
import { dockerBuild } from "./dockerfile.ts";
import { docker } from "./engine.ts";

/** Etcd of the Debian release that images are made of; kubeadm must be told, it expects a newer one. */
export const ETCD_TAG = "3.5.16-0";

/** Binaries by name, as they were built. */
export type Binaries = Record<string, string>;

interface BinaryImage {
    ref: string;
    binary: string;
    /** Set where a pod gives arguments only. */
    entrypoint: boolean;
}

/** Images that are nothing but one static binary, under the names that kubeadm and kind ask for. */
function binaryImages(version: string): BinaryImage[] {
    return [
        ...["kube-apiserver", "kube-controller-manager", "kube-scheduler"].map((binary) => ({
            ref: `registry.k8s.io/${binary}:${version}`,
            binary,
            entrypoint: false,
        })),
        { ref: "registry.k8s.io/coredns/coredns:v1.12.1", binary: "coredns", entrypoint: true },
        // The sandbox image that kind's containerd configuration names.
        { ref: "registry.k8s.io/pause:3.10", binary: "pause", entrypoint: true },
        {
            ref: "sock-shop-lab/local-path-provisioner:node",
            binary: "local-path-provisioner",
            entrypoint: false,
        },
    ];
}

/**
 * Makes all images that a node needs before it can pull any: the control plane, DNS, the pause
 * container, storage.
 *
 * @param folder empty, for build contexts; the caller removes it
 * @returns their references
 */
export async function buildSystemImages(args: {
    binaries: Binaries;
    base: string;
    folder: string;
    log: string;
    env: Record<string, string>;
}): Promise<string[]> {
    const version = kubernetesVersion();
    const system = `registry.k8s.io/kube-proxy:${version}`;
    const etcd = `registry.k8s.io/etcd:${ETCD_TAG}`;
    const helper = "sock-shop-lab/local-path-helper:node";
    const single = binaryImages(version);
    const context = join(args.folder, "system");
    await mkdir(context);
    await copyFile(pathOf(args.binaries, "kube-proxy"), join(context, "kube-proxy"));
    await Promise.all([
        ...single.map((image) => importBinary(image, args)),
        docker(["tag", args.base, helper], "image local-path-helper", { log: args.log }),
        dockerBuild({
            ref: system,
            context,
            dockerfile: join(import.meta.dirname, "node/system.Dockerfile"),
            base: args.base,
            log: args.log,
            env: args.env,
        }).then(() => docker(["tag", system, etcd], "image etcd", { log: args.log })),
    ]);
    return [...single.map(({ ref }) => ref), system, etcd, helper];
}

/** One layer from a tar of one file: no build, no base. */
async function importBinary(
    image: BinaryImage,
    { binaries, folder, log }: { binaries: Binaries; folder: string; log: string },
): Promise<void> {
    const root = join(folder, image.binary);
    const target = join(root, "usr/local/bin", image.binary);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(pathOf(binaries, image.binary), target);
    const tar = spawn("tar", ["--owner=0", "--group=0", "-C", root, "-c", "."], {
        stdio: ["ignore", "pipe", "ignore"],
    });
    const changes = [
        "ENV PATH=/usr/local/bin",
        ...(image.entrypoint ? [`ENTRYPOINT ["/usr/local/bin/${image.binary}"]`] : []),
    ];
    await docker(
        ["import", ...changes.flatMap((change) => ["--change", change]), "-", image.ref],
        `image ${basename(image.ref)}, docker import`,
        { input: tar.stdout, log },
    );
}

function pathOf(binaries: Binaries, name: string): string {
    const path = binaries[name];
    if (path === undefined) throw new Error(`no binary ${name} was built`);
    return path;
}
