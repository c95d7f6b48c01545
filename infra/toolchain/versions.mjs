import { readFileSync } from "node:fs";
import path from "node:path";

import { checkout, toolchainDir } from "./places.mjs";

/**
 * @typedef {object} Pin
 * @property {string} version what is downloaded or built
 * @property {string} [atLeast] lowest installed version that is good; default: `version`
 * @property {string} [below] first installed version that is too new; default: none
 */

/**
 * @typedef {{ kind: Pin, kubectl: Pin, pulumi: Pin, prometheus: Pin,
 *             node: Pin & { npmIntegrity: Record<string, string> },
 *             go: Pin & { moduleSums: Record<string, string> } }} Versions
 */

/** The pins of versions.json: the one place that names a tool's version. */
export const versions = /** @type {Versions} */ (
    JSON.parse(readFileSync(path.join(toolchainDir, "versions.json"), "utf8"))
);

/** The resource plugins that the program needs. */
export const plugins = /** @type {const} */ (["kubernetes", "command", "datadog"]);

/** @typedef {typeof plugins[number]} PluginName */

/**
 * The version of a resource plugin is the version of its SDK.
 * @param {PluginName} name
 * @returns {string}
 */
export function pluginVersion(name) {
    const file = path.join(checkout, "package.json");
    const { dependencies } = /** @type {{ dependencies: Record<string, string> }} */ (
        JSON.parse(readFileSync(file, "utf8"))
    );
    const version = dependencies[`@pulumi/${name}`];
    if (version === undefined || parseVersion(version) === undefined) {
        throw new Error(`${file}: @pulumi/${name} must be pinned to an exact version`);
    }
    return version;
}

/**
 * @param {string} text anything that holds a version, such as `kind v0.33.0 go1.26.8 linux/amd64`
 * @returns {[number, number, number] | undefined} the first version in it; a missing patch is 0
 */
export function parseVersion(text) {
    const found = /(?:^|[^0-9.])(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
    return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} below zero when `one` is older, above zero when it is newer
 */
export function compareVersions(one, other) {
    const [a, b] = [parseVersion(one), parseVersion(other)];
    if (!a || !b) throw new Error(`not a version: ${a ? other : one}`);
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * @param {Pin} pin
 * @param {string} text what the installed tool printed about its version
 * @returns {string | undefined} why it can't be used; an unknown version never passes
 */
export function whyUnfit(pin, text) {
    const found = parseVersion(text);
    if (!found) return "its version could not be read";
    const version = found.join(".");
    const atLeast = pin.atLeast ?? pin.version;
    if (compareVersions(version, atLeast) < 0) return `${version} is older than ${atLeast}`;
    if (pin.below !== undefined && compareVersions(version, pin.below) >= 0) {
        return `${version} is not below ${pin.below}`;
    }
    return undefined;
}
