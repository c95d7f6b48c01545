import { readdirSync, readFileSync } from "node:fs";
import { parseStackFile } from "../../infra/config/file.ts";

/** Every stack that has a file in `stacks/`. */
export function stackNames(): string[] {
    return readdirSync("stacks")
        .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
        .sort();
}

/** A stack file's configuration as the engine hands it over: objects as JSON. */
export function rawConfig(stack: string): Record<string, string> {
    return rawConfigOf(readFileSync(`stacks/Pulumi.${stack}.yaml`, "utf8"));
}

/** The same from text. */
export function rawConfigOf(text: string): Record<string, string> {
    return parseStackFile(text, { stack: "try", file: "stacks/Pulumi.try.yaml" });
}
