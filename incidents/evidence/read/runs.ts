import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../../components/kit/error.ts";
import { MANIFEST_FILE } from "../schema/files.ts";

/** Stands for the newest run. */
const LATEST = "latest";
const SHOWN = 10;

/** Names of the runs in a folder, oldest first: a name begins with its time. */
export function runNames(out: string): string[] {
    if (!existsSync(out)) return [];
    return readdirSync(out)
        .filter((name) => existsSync(join(out, name, MANIFEST_FILE)))
        .sort();
}

/**
 * The folder of a run by its name, a part of it that no other has, its path, or `latest`.
 * @throws LabError for none, or more than one
 */
export function findRun(out: string, asked: string): string {
    if (existsSync(join(asked, MANIFEST_FILE))) return asked;
    const names = runNames(out);
    const newest = names.at(-1);
    if (asked === LATEST && newest !== undefined) return join(out, newest);
    const matching = names.includes(asked) ? [asked] : names.filter((one) => one.includes(asked));
    const [only] = matching;
    if (only !== undefined && matching.length === 1) return join(out, only);
    const choice = matching.length > 1 ? matching : names;
    throw new LabError({
        where: out,
        found: matching.length > 1 ? `${matching.length} runs like ${asked}` : `no run ${asked}`,
        allowed:
            choice.length === 0
                ? "a run that was proven here; there is none yet"
                : `${LATEST}, or a part of one name: ${shown(choice)}`,
        cure:
            choice.length === 0
                ? "npm run prove -- incident-8 --pace short"
                : `npm run evidence -- show ${LATEST}`,
    });
}

function shown(names: readonly string[]): string {
    const newest = names.slice(-SHOWN).toReversed();
    const more = names.length - newest.length;
    return `${newest.join(", ")}${more > 0 ? `, and ${more} older` : ""}`;
}
