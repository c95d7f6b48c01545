import type { Criterion, Reading } from "../incident.ts";

/** What a criterion shows. */
export function shown(one: Criterion, reading: Reading | undefined): string {
    return reading === undefined ? "no figure" : one.value(reading);
}

/** The criteria that don't hold, with what was seen. */
export function unmet(
    what: string,
    criteria: readonly Criterion[],
    reading: Reading | undefined,
): string[] {
    return criteria
        .filter((one) => reading === undefined || !one.holds(reading))
        .map((one) => `${what}: ${one.name} (${shown(one, reading)}; expected ${one.expected})`);
}

/** The first line that says anything. */
export function firstLine(text: string): string {
    return text.split("\n").find((line) => line.trim() !== "") ?? "";
}

/** The error among all that the engine says; it may begin below its heading. */
export function engineError(output: string): string {
    const lines = output.split("\n").map((line) => line.trim());
    const error = lines.findIndex((line) => line.startsWith("error:"));
    return error < 0
        ? firstLine(output)
        : lines
              .slice(error, error + 3)
              .join(" ")
              .trim();
}

/** All that the engine said, below its error: a table shows the first line. */
export function errorFirst(output: string): string {
    return `${engineError(output)}\n\n${output}`;
}

/** What a preview would change: the lines that name a resource with what becomes of it, each once. */
export function proposedChanges(output: string): string[] {
    const line =
        /^ ?(?:\+|-|~|\+-|-\+|\+\+|--) +(\S+:\S+ \S+ (?:create|update|delete|replace)\b.*?)(?: warning: .*)?$/;
    const found = output.split("\n").flatMap((text) => line.exec(text.trimEnd())?.[1] ?? []);
    return [...new Set(found.map((one) => one.trim()))].filter(
        (one) => !one.startsWith("pulumi:pulumi:Stack "),
    );
}
