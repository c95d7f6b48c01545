import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./engine.ts";
import { cacheDir } from "./places.ts";

/**
 * Gives `work` an empty folder and removes it. Its place is fixed, so that what an interrupted run left
 * goes with the next one; the caller holds the lock of that name.
 */
export async function inScratch<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(cacheDir(), "scratch", name);
    await remove(folder);
    await mkdir(folder, { recursive: true });
    try {
        return await work(folder);
    } finally {
        await remove(folder);
    }
}

async function remove(folder: string): Promise<void> {
    try {
        await rm(folder, { recursive: true, force: true });
    } catch {
        // An interrupted debootstrap leaves its /proc mounted in there.
        await run("umount", [join(folder, "root", "proc")]);
        await run("umount", [join(folder, "root", "sys")]);
        await rm(folder, { recursive: true, force: true });
    }
}
