import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { list, record } from "./json.ts";

const STACKS = join(import.meta.dirname, "..", "stacks");

let known: readonly string[] | undefined;

/** Contexts that the stack files of baselines allow-list: a reviewed file says so, not the program that is judged. */
export function allowedContexts(folder = STACKS): readonly string[] {
    if (folder !== STACKS) return readContexts(folder);
    return (known ??= readContexts(folder));
}

function readContexts(folder: string): readonly string[] {
    return readdirSync(folder)
        .filter((file) => /^Pulumi\..+\.yaml$/.test(file))
        .flatMap((file) => {
            const { config } = record(parse(readFileSync(join(folder, file), "utf8")));
            const { allowContexts } = record(record(config)["sock-shop:cluster"]);
            return list(allowContexts).filter((one) => typeof one === "string");
        });
}
