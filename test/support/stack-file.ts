import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** Every stack that has a file in `stacks/`. */
export function stackNames(): string[] {
    return readdirSync("stacks")
        .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
        .sort();
}

/** A stack file's configuration as the engine hands it over: objects as JSON. */
export function rawConfig(stack: string): Record<string, string> {
    const text = readFileSync(`stacks/Pulumi.${stack}.yaml`, "utf8");
    return rawConfigOf(text);
}

/** The same from text. */
export function rawConfigOf(text: string): Record<string, string> {
    const { config } = parse(text) as { config: Record<string, unknown> };
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}
