import { markdownTable } from "markdown-table";
import { findIncident, INCIDENTS } from "../../incidents/catalog.ts";
import { incidentConfig } from "../../infra/cli/stack-config.ts";
import type { IncidentConfig } from "../../infra/config/schema.ts";

/** The catalogue for people: each incident with what its stack file says and what must be seen. */
export function catalogueTable(): string {
    return markdownTable(
        [
            ["incident", "title", "faults", "load", "must be seen"],
            ...INCIDENTS.map((id) => {
                const { faults, load } = incidentConfig(id);
                const { title = "", must = [] } = findIncident(id) ?? {};
                return [
                    `[${id}](../incidents/${id}/README.md)`,
                    title,
                    faults.map(faultText).join("; ") || "none",
                    load === undefined ? "none" : loadText(load),
                    must.map((one) => one.name).join("; "),
                ].map((cell) => cell.replaceAll("|", "\\|"));
            }),
        ],
        { alignDelimiters: false, padding: true },
    );
}

type Fault = IncidentConfig["faults"][number];
type Load = NonNullable<IncidentConfig["load"]>;

/** `replicas payment: replicas 0`. */
function faultText(fault: Fault): string {
    const { kind, ...rest } = fault as { kind: string; target?: string } & Record<string, unknown>;
    const { target, ...settings } = rest;
    const what = target === undefined ? kind : `${kind} ${target}`;
    return `${what}: ${settingTexts(settings).join(", ")}`;
}

/** Settings one by one, those of an object under its name. */
function settingTexts(settings: object, prefix = ""): string[] {
    return Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
        if (Array.isArray(value)) return `${prefix}${key} ${value.join(" ")}`;
        if (typeof value === "object" && value !== null) {
            return settingTexts(value, `${prefix}${key}.`);
        }
        return `${prefix}${key} ${String(value)}`;
    });
}

function loadText({ profile, users, saturation, duration }: Load): string {
    const size =
        saturation === undefined
            ? `${users ?? 0} users`
            : `${saturation.times} × what ${saturation.of} holds`;
    const time =
        typeof duration === "string" ? duration : `${duration.documented}, short ${duration.short}`;
    return `${profile}, ${size}, ${time}`;
}
