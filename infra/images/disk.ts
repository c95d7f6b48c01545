import { statfs } from "node:fs/promises";
import { LabError } from "../../components/kit/error.ts";
import { docker } from "./engine.ts";

/** Free space on the engine's disk under which building or making a cluster is not begun, in GiB. */
export const NEEDED_GIB = 4;

/** @throws LabError if the engine's disk is nearly full; an engine elsewhere (a virtual machine) passes */
export async function requireDiskSpace(): Promise<void> {
    const asked = ["info", "--format", "{{.DockerRootDir}}"];
    const folder = (await docker(asked, "Docker engine's disk")).trim();
    let free: number;
    try {
        const { bavail, bsize } = await statfs(folder);
        free = bavail * bsize;
    } catch {
        return;
    }
    const problem = diskProblem(folder, free);
    if (problem !== undefined) throw problem;
}

/** What is wrong with that many free bytes, if anything. */
export function diskProblem(folder: string, freeBytes: number): LabError | undefined {
    const gib = freeBytes / 2 ** 30;
    if (gib >= NEEDED_GIB) return undefined;
    return new LabError({
        where: `disk of ${folder}`,
        found: `${gib.toFixed(1)} GiB free`,
        allowed: `at least ${NEEDED_GIB} GiB for images, nodes and volumes`,
        cure: "docker system prune, or free space otherwise, then run the same command again",
    });
}
