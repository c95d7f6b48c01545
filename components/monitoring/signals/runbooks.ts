import type { Signal } from "./signal.ts";

/** docs/runbooks.md: a section for each signal, under the name that an alert's link has. */
export function renderRunbooks(all: readonly Signal[]): string {
    return [
        "# Runbooks",
        "",
        "One section an alert; `npm run golden` writes them from `components/monitoring/signals/`. Dashboards: [observability.md](observability.md).",
        ...all.flatMap(section),
        "",
    ].join("\n");
}

function section(signal: Signal): string[] {
    const { name, severity, meaning, impact, look } = signal;
    return [
        "",
        `## ${name}`,
        "",
        `**Meaning** (${severity}). ${meaning}`,
        "",
        `**Impact.** ${impact}`,
        "",
        `**Diagnosis.** ${look}`,
        "",
        `**Mitigation.** ${mitigation(signal)}`,
    ];
}

function mitigation({ firesIn, guard }: Signal): string {
    if (guard !== undefined) return `Not an incident of the lab: ${guard}`;
    const stories = firesIn.map((id) => `[${id}](../incidents/${id}/README.md)`).join(", ");
    return `In the lab it is one of ${stories}: \`npm run incidents\` says which is up, and how it ends.`;
}
