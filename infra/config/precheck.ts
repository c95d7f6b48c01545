import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { LabError } from "../../components/kit/error.ts";
import { parseStackFile } from "./file.ts";

/**
 * Refuses a stack file that the engine could not read: `.tools/bin/pulumi` calls this with its own arguments
 * before `up` and `preview`. The engine's own words for such a file name no key and no cure. A `destroy` is
 * not asked: nothing of ours may stand in the way back.
 */
function main(): number {
    const { values } = parseArgs({
        options: {
            stack: { type: "string", short: "s" },
            "config-file": { type: "string" },
            cwd: { type: "string", short: "C" },
        },
        strict: false,
    });
    const text = (value: unknown): string | undefined =>
        typeof value === "string" && value !== "" ? value : undefined;
    const folder = projectFolder(resolve(text(values["cwd"]) ?? "."));
    if (folder === undefined) return 0;
    const named = text(values["stack"]) ?? text(process.env["PULUMI_STACK"]) ?? selected(folder);
    if (named === undefined) return 0;
    const stack = named.slice(named.lastIndexOf("/") + 1);
    const file =
        text(values["config-file"]) ?? relative(".", join(folder, `stacks/Pulumi.${stack}.yaml`));
    // No file, no key: the engine says which stacks there are, the program which key it misses.
    if (!existsSync(file)) return 0;
    try {
        parseStackFile(readFileSync(file), { stack, file });
        return 0;
    } catch (error) {
        if (!(error instanceof LabError)) throw error;
        process.stderr.write(`error: ${error.message}\n`);
        return 1;
    }
}

function projectFolder(from: string): string | undefined {
    for (let folder = from; ; folder = dirname(folder)) {
        if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
        if (dirname(folder) === folder) return undefined;
    }
}

/** The stack that is selected in that folder, which only the engine knows. */
function selected(cwd: string): string | undefined {
    const args = ["stack", "--show-name", "--non-interactive"];
    try {
        const name = execFileSync("pulumi", args, { cwd, stdio: ["ignore", "pipe", "ignore"] });
        return name.toString().trim() || undefined;
    } catch {
        // None is selected: the engine asks for one.
        return undefined;
    }
}

process.exitCode = main();
