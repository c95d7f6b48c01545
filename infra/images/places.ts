import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Root of this checkout. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

/** What this checkout knows and nobody else needs: git-ignored. */
export const STATE = join(CHECKOUT, ".state");

/** The log of one step, e.g. `image-node`; a failing step names it. */
export function logFile(step: string): string {
    return join(STATE, "logs", `${step}.log`);
}

/** The per-user cache, shared by all clones (the toolchain's bootstrap uses the same). */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
    const own = env["SOCK_SHOP_LAB_CACHE"];
    if (own !== undefined && own !== "") return resolve(own);
    const base = env["XDG_CACHE_HOME"] ?? "";
    return join(base === "" ? join(homedir(), ".cache") : base, "sock-shop-incident-lab");
}
