import path from "node:path";

import { ToolchainError } from "./error.mjs";
import { places } from "./places.mjs";

/**
 * What a shell, and every program we start, needs to use the lab.
 * @param {string} root checkout
 * @param {{ standIns: boolean }} options whether one of our own plugins is in use
 * @returns {Record<string, string>}
 */
export function labVariables(root, { standIns }) {
    const { state, passphrase, pulumiHome } = places(root);
    return {
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
        PULUMI_HOME: pulumiHome,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // The stack files in git hold no salt; the one in the state is used.
        PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
        ...(standIns ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : {}),
    };
}

/**
 * @param {string} root checkout
 * @param {{ standIns: boolean }} options
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv} the whole environment of a program of the lab
 */
export function labEnvironment(root, options, base = process.env) {
    const { bin } = places(root);
    const rest = (base.PATH ?? "").split(path.delimiter).filter((entry) => entry !== bin);
    return { ...base, ...labVariables(root, options), PATH: [bin, ...rest].join(path.delimiter) };
}

/**
 * `.tools/env`, for `. .tools/env` in sh, bash or zsh; sourcing it twice changes nothing.
 * @param {string} root checkout
 * @param {{ standIns: boolean }} options
 */
export function envFile(root, options) {
    const { bin } = places(root);
    if (root.includes(":")) {
        throw new ToolchainError({
            where: root,
            found: "a colon in the path of the checkout",
            allowed: "any path without a colon: PATH is split at colons",
            cure: "move the checkout, then run again",
        });
    }
    const lines = Object.entries(labVariables(root, options)).map(
        ([name, value]) => `export ${name}=${quoted(value)}`,
    );
    return [
        "# Made by the bootstrap (npm start); source it: . .tools/env",
        `case ":$PATH:" in`,
        `    *:${quoted(bin)}:*) ;;`,
        `    *) PATH=${quoted(bin)}:$PATH ;;`,
        "esac",
        "export PATH",
        ...lines,
        "",
    ].join("\n");
}

/**
 * @param {string} text
 * @returns {string} one word of a POSIX shell
 */
export function quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
