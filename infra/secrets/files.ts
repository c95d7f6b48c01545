import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./finding.ts";

/** Every file that git tracks, or would. */
export function trackedFiles(): Place[] {
    return execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"])
        .toString()
        .split("\0")
        .filter((name) => name !== "" && existsSync(name) && lstatSync(name).isFile())
        .map(read);
}

/** Every file below a folder; links are not followed: what they lead to is another's. */
export function filesBelow(folder: string): Place[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => read(join(entry.parentPath, entry.name)));
}

function read(name: string): Place {
    return { name, content: readFileSync(name) };
}
