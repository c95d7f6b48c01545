import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LabError } from "../../components/kit/error.ts";
import { GOLDEN_FOLDER, type Golden, parseGolden } from "./golden.ts";

const run = promisify(execFile);

/** Room for a baseline's golden file many times over. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The golden files of a commit. */
export interface CommittedGoldens {
    /** Abbreviated hash. */
    commit: string;
    /** By name; undefined where a file has another form than today's. */
    goldens: ReadonlyMap<string, Golden | undefined>;
}

/**
 * The golden files that a branch began from: those of the last commit it has in common with `ref`, so that
 * what came to `ref` since is not taken for the branch's.
 * @throws LabError outside of a git checkout, for an unknown ref, and for one without a common commit
 */
export async function goldensOf(ref: string): Promise<CommittedGoldens> {
    await requireCheckout();
    const tip = await git([
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        `${ref}^{commit}`,
    ]);
    if (tip === undefined) throw await unknownRef(ref);
    const base = await git(["merge-base", tip, "HEAD"]);
    if (base === undefined) {
        throw new LabError({
            where: `npm run review -- ${ref}`,
            found: `no commit that ${ref} and this branch have in common, or it was not fetched`,
            allowed: "a branch that this one began from, with its history",
            cure: `git fetch --unshallow origin, then npm run review -- ${ref}`,
        });
    }
    const commit = (await git(["rev-parse", "--short", base])) ?? base;
    const goldens = new Map<string, Golden | undefined>();
    const files = (await git(["ls-tree", "--name-only", base, `${GOLDEN_FOLDER}/`])) ?? "";
    for (const file of files.split("\n")) {
        const name = /([^/]+)\.json$/.exec(file)?.[1];
        if (name === undefined) continue;
        goldens.set(name, parseGolden((await git(["show", `${base}:${file}`])) ?? ""));
    }
    return { commit, goldens };
}

async function requireCheckout(): Promise<void> {
    if ((await git(["rev-parse", "--is-inside-work-tree"])) === "true") return;
    throw new LabError({
        where: process.cwd(),
        found: "no git checkout: there is nothing to compare with",
        allowed: "a clone of the repository, with git on PATH",
        cure: "git clone, then npm run review -- main in it; npm run preview needs no git",
    });
}

async function unknownRef(ref: string): Promise<LabError> {
    const names = await git([
        "for-each-ref",
        "--format=%(refname:short)",
        "refs/heads",
        "refs/remotes",
    ]);
    return new LabError({
        where: `npm run review -- ${ref}`,
        found: `no branch, tag or commit ${ref}`,
        allowed: (names ?? "").split("\n").join(", ") || "a commit of this checkout",
        cure: "git fetch origin main, then npm run review -- origin/main",
    });
}

/** What a git command says, or undefined where it fails. */
async function git(args: string[]): Promise<string | undefined> {
    try {
        const { stdout } = await run("git", args, { maxBuffer: MAX_BYTES });
        return stdout.trimEnd();
    } catch {
        return undefined;
    }
}
