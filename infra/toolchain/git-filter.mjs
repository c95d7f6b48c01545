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
