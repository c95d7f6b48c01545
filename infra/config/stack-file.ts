import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse, YAMLParseError } from "yaml";
import { LabError } from "../../components/kit/error.ts";

/** Every stack that has a file in `stacks/`. */
export function stackNames(): string[] {
    return readdirSync("stacks")
        .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
        .sort();
}

/**
 * A stack file's configuration as the engine hands it over: objects as JSON.
 * @throws LabError where there is no such file, or it is no YAML
 */
export function rawConfig(stack: string): Record<string, string> {
    const file = `stacks/Pulumi.${stack}.yaml`;
    if (!existsSync(file)) {
        throw new LabError({
            where: file,
            found: `no stack ${stack}`,
            allowed: stackNames().join(", "),
            cure: "name one of them, or add its file",
        });
    }
    try {
        return rawConfigOf(readFileSync(file, "utf8"));
    } catch (error) {
        if (!(error instanceof YAMLParseError)) throw error;
        const [place] = error.linePos ?? [];
        throw new LabError(
            {
                where: place === undefined ? file : `${file}:${place.line}`,
                // The rest of the message draws the line.
                found: `no YAML: ${error.message.split(" at line ")[0] ?? ""}`,
                allowed: "YAML, as in the other files of stacks/",
                cure: `edit ${file}, then run npm run preview -- ${stack}`,
            },
            { cause: error },
        );
    }
}

/** The same from text. A file without configuration has an empty one. */
export function rawConfigOf(text: string): Record<string, string> {
    const { config = {} } = (parse(text) ?? {}) as { config?: Record<string, unknown> | null };
    return Object.fromEntries(
        Object.entries(config ?? {}).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}
