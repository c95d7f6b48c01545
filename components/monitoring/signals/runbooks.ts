import { addressInCluster } from "./runbook-address.ts";
import { expressionOf } from "./promql.ts";
import type { Signal } from "./signal.ts";

const UNITS = { share: "a share from 0 to 1", seconds: "seconds", count: "a count" } as const;

/**
 * The page of runbooks with the generated part of each signal's section as it is now. What people wrote stands
 * behind it, outside of its marks, and is left alone.
 * @throws Error where a signal has no section, or a section no signal
 */
export function renderRunbooks(all: readonly Signal[], page: string): string {
    const titles = [...page.matchAll(/^## (SockShop\w+)$/gm)].map(([, title = ""]) => title);
    const names = all.map(({ name }) => name);
    for (const title of titles) {
        if (!names.includes(title)) throw new Error(`## ${title} is the runbook of no signal`);
    }
    return all.reduce((text, signal) => {
        const { name } = signal;
        const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
        const [from, to] = [text.indexOf(open), text.indexOf(close)];
        if (!titles.includes(name) || from < 0 || to < from) {
            throw new Error(`no runbook of ${name}: write "## ${name}", ${open} and ${close}`);
        }
        const own = generatedPart(signal).join("\n");
        return `${text.slice(0, from + open.length)}\n\n${own}\n\n${text.slice(to)}`;
    }, page);
}

function generatedPart(signal: Signal): string[] {
    const { name, severity, meaning, impact, look, compare, threshold, unit, holdFor } = signal;
    const expression = expressionOf(signal);
    return [
        `**Meaning** (${severity}). ${meaning}`,
        "",
        `**Impact.** ${impact}`,
        "",
        `**Fires** where this is ${compare} ${threshold} (${UNITS[unit]})${holdText(holdFor)}:`,
        "",
        "```promql",
        expression,
        "```",
        "",
        `**In the lab.** ${inTheLab(signal)}`,
        "",
        `**First.** ${look}`,
        "",
        "```sh",
        `kubectl get --raw '${addressInCluster(`ALERTS{alertname="${name}"}`)}'`,
        `kubectl get --raw '${addressInCluster(signal.promql.value)}'`,
        "```",
    ];
}

function holdText(holdFor: string): string {
    return holdFor === "0s" ? ", at once" : `, for ${holdFor}`;
}

function inTheLab({ firesIn, mayFireIn, guard }: Signal): string {
    const stories = (ids: readonly string[]): string =>
        ids.map((id) => `[${id}](../incidents/${id}/README.md)`).join(", ");
    const may = mayFireIn.length === 0 ? "" : ` It may fire in ${stories(mayFireIn)}.`;
    if (guard !== undefined) return `No incident must fire it: ${guard}${may}`;
    return `It fires in ${stories(firesIn)}.${may}`;
}
