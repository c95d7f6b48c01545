import { readFileSync } from "node:fs";
import path from "node:path";

import { checkout } from "./places.mjs";

/** Program name to the folder of its source under `infra/plugins/`. */
export const standIns = /** @type {const} */ ({
    "pulumi-language-nodejs": "language-nodejs",
    "pulumi-resource-kubernetes": "kubernetes",
    "pulumi-resource-command": "command",
    "pulumi-resource-datadog": "datadog",
    "pulumi-analyzer-policy": "analyzer-policy",
});

/**
 * One of this project's own plugins; its version is the project's.
 * @param {string} program
 * @returns {import("./acquire.mjs").Tool}
 */
export function standIn(program) {
    const folder = Object.entries(standIns).find(([name]) => name === program)?.[1];
    if (folder === undefined) throw new Error(`there is no stand-in for ${program}`);
    const { version } = /** @type {{ version: string }} */ (
        JSON.parse(readFileSync(path.join(checkout, "package.json"), "utf8"))
    );
    return {
        version,
        path: path.join(checkout, "infra", "plugins", folder, "main.ts"),
        source: "stand-in",
    };
}
