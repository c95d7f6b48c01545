import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A module that one of our programs in Go is made of. */
export interface GoModule {
    name: string;
    /** With its `v`. */
    version: string;
    /** Go's checksum of its content, `h1:…`. */
    sum: string;
}

/** Modules of every go.sum below a folder, each once. A line for a `go.mod` alone is no content that is built. */
export function goModules(folder = "infra/toolchain/go"): GoModule[] {
    const found = new Map<string, GoModule>();
    for (const module of readdirSync(folder)) {
        const file = join(folder, module, "go.sum");
        // A program that uses the standard library alone has none.
        if (!existsSync(file)) continue;
        for (const one of modulesOf(readFileSync(file, "utf8"))) {
            found.set(`${one.name} ${one.version}`, one);
        }
    }
    return [...found.values()].sort((a, b) => (purlOf(a) < purlOf(b) ? -1 : 1));
}

export function modulesOf(goSum: string): GoModule[] {
    return goSum.split("\n").flatMap((line): GoModule[] => {
        const [name, version, sum] = line.split(" ");
        if (name === undefined || version === undefined || sum === undefined) return [];
        return version.endsWith("/go.mod") ? [] : [{ name, version, sum }];
    });
}

/** Address of a module as package tools write it. */
export function purlOf({ name, version }: Pick<GoModule, "name" | "version">): string {
    return `pkg:golang/${name}@${encodeURIComponent(version)}`;
}
