import { existsSync, readdirSync, readFileSync } from "node:fs";
import { LabError } from "../../components/kit/error.ts";
import { parseStackFile } from "./file.ts";

/** Every stack that has a file in `stacks/`. */
export function stackNames(): string[] {
    return readdirSync("stacks")
        .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
        .sort();
}

/**
 * A stack file's configuration as the engine hands it over: objects as JSON.
 * @throws LabError where there is no such file, and for one that the engine could not read
 */
export function rawConfig(stack: string): Record<string, string> {
    const file = `stacks/Pulumi.${stack}.yaml`;
    if (existsSync(file)) return parseStackFile(readFileSync(file), { stack, file });
    throw new LabError({
        where: file,
        found: `no stack ${stack}`,
        allowed: stackNames().join(", "),
        cure: "name one of them, or add its file",
    });
}

/** The same from text, of a stack `try`. */
export function rawConfigOf(text: string): Record<string, string> {
    return parseStackFile(text, { stack: "try", file: "stacks/Pulumi.try.yaml" });
}
