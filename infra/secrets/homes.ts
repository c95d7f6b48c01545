import { statSync } from "node:fs";
import { basename } from "node:path";
import type { Finding, Place } from "./finding.ts";

/** Files that a secret belongs into: the passphrase's own, and the keys of the lab's own cluster. */
const HOMES = [/^passphrase$/, /^kubeconfig-/];

/** Whether a file of the state is a secret's own. */
export function isHome({ name }: Place): boolean {
    return HOMES.some((pattern) => pattern.test(basename(name)));
}

/** Homes that others than their owner can read. */
export function openHomes(places: readonly Place[]): Finding[] {
    return places
        .filter(isHome)
        .filter(({ name }) => (statSync(name).mode & 0o077) !== 0)
        .map(({ name }) => ({ place: name, what: "others than its owner can read it" }));
}
