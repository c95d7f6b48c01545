import { capture } from "./command.mjs";

/**
 * Pulumi writes `encryptionsalt:` into the committed stack files; this filter (named in .gitattributes)
 * keeps that line out of git. It does nothing outside a git checkout.
 * @param {string} root
 */
export async function ensureGitFilter(root) {
    const inside = await capture("git", ["rev-parse", "--show-toplevel"], { cwd: root });
    if (inside.status !== 0 || inside.stdout.trim() !== root) return;
    for (const [key, value] of /** @type {const} */ ([
        ["filter.pulumi-salt.clean", "sed /^encryptionsalt:/d"],
        ["filter.pulumi-salt.required", "false"],
    ])) {
        const now = await capture("git", ["config", "--local", "--get", key], { cwd: root });
        if (now.stdout.trim() !== value)
            await capture("git", ["config", "--local", key, value], { cwd: root });
    }
}

/**
 * Tells git that stack files are what they were: it takes another size for a change before it asks the
 * filter. A file that somebody really changed is left as it is, unstaged.
 * @param {string} root
 */
export async function refreshStackFiles(root) {
    const listed = await capture("git", ["ls-files", "--modified", "stacks"], { cwd: root });
    for (const file of listed.stdout.split("\n").filter((name) => name !== "")) {
        const same = await capture("git", ["diff", "--quiet", "--", file], { cwd: root });
        if (same.status === 0) await capture("git", ["add", "--", file], { cwd: root });
    }
}
