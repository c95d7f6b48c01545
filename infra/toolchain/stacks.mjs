import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { run } from "./command.mjs";
import { refreshStackFiles } from "./git-filter.mjs";
import { places } from "./places.mjs";

/**
 * @param {string} root checkout
 * @returns {string[]} stacks that have a file in `stacks/` and no state yet
 */
export function stacksWithoutState(root) {
    const { state, stacks } = places(root);
    const project = projectName(root);
    if (project === undefined || !existsSync(stacks)) return [];
    return readdirSync(stacks)
        .map((name) => /^Pulumi\.([^.]+)\.yaml$/.exec(name)?.[1] ?? "")
        .filter(
            (stack) =>
                stack !== "" &&
                !existsSync(path.join(state, ".pulumi", "stacks", project, `${stack}.json`)),
        )
        .sort();
}

/** @param {string} root @returns {string | undefined} name in Pulumi.yaml */
function projectName(root) {
    const file = path.join(root, "Pulumi.yaml");
    if (!existsSync(file)) return undefined;
    return /^name:\s*["']?([\w.-]+)/m.exec(readFileSync(file, "utf8"))?.[1];
}

/**
 * Creates the state of every stack that has a file, so that `pulumi up --stack <name>` works at once.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env as of `.tools/env`
 * @returns {Promise<string[]>} the stacks that were created
 */
export async function initStacks(root, env) {
    const lacking = stacksWithoutState(root);
    // The file backend wants its folder to exist.
    mkdirSync(places(root).state, { recursive: true });
    for (const stack of lacking) {
        dropSalt(path.join(root, "stacks", `Pulumi.${stack}.yaml`));
        await run("pulumi", ["stack", "init", stack, "--non-interactive", "--no-select"], {
            log: `stack-init-${stack}`,
            what: `creating the stack ${stack}`,
            cwd: root,
            env,
        });
    }
    if (lacking.length > 0) await refreshStackFiles(root);
    return lacking;
}

/**
 * The salt of a state that was deleted belongs to another passphrase and would be refused.
 * @param {string} file
 */
function dropSalt(file) {
    const text = readFileSync(file, "utf8");
    const without = text.replace(/^encryptionsalt:.*\n?/m, "");
    if (without !== text) writeFileSync(file, without);
}
