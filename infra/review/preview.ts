import type { IncidentView } from "./incident-view.ts";
import { viewOf } from "./incident-view.ts";
import { table } from "./markdown.ts";
import type { RenderedStack } from "./render.ts";

/** What an incident will do, by the names of its stack's outputs where it has them. */
export interface IncidentPreview extends Pick<
    IncidentView,
    "incident" | "title" | "changes" | "expiresAfter" | "recovery" | "recorded"
> {
    stack: string;
    baseline: string;
    /** As the engine's preview says it; undefined where there is no load. */
    load?: string;
    /** Whose calibration a load by saturation is sized by. */
    sizedFor?: "this machine" | "the reference machine";
    /** Objects that the faults bring. */
    added: string[];
}

/** What a baseline will make. */
export interface BaselinePreview {
    stack: string;
    /** What its program says of it. */
    says: string[];
    /** Kubernetes objects by kind. */
    objects: Record<string, string[]>;
}

export type Preview = IncidentPreview | BaselinePreview;

/**
 * A rendered stack as a preview shows it.
 * @param isCalibrated whether loads were sized by figures of this machine
 */
export function previewOf(rendered: RenderedStack, isCalibrated: boolean): Preview {
    const { stack, config, outputs, said } = rendered;
    if (config.role === "baseline") return { stack, says: said, objects: objectsOf(rendered) };
    const { incident, title, changes, expiresAfter, recovery, recorded, added } = viewOf(rendered);
    return {
        stack,
        incident,
        title,
        baseline: config.baseline,
        changes,
        ...(typeof outputs["load"] === "string" ? { load: outputs["load"] } : {}),
        ...(config.load?.saturation === undefined
            ? {}
            : { sizedFor: isCalibrated ? "this machine" : "the reference machine" }),
        expiresAfter,
        recovery,
        recorded,
        added: Object.keys(added),
    };
}

/** Kubernetes objects by kind, each by its name in the cluster. */
function objectsOf({ resources }: RenderedStack): Record<string, string[]> {
    const objects: Record<string, string[]> = {};
    for (const { inputs, name } of resources) {
        const { kind, metadata } = inputs as { kind?: string; metadata?: { name?: string } };
        if (kind === undefined) continue;
        (objects[kind] ??= []).push(metadata?.name ?? name);
    }
    return objects;
}

/** A preview for people. */
export function renderPreview(preview: Preview): string {
    return "says" in preview ? renderBaseline(preview) : renderIncident(preview);
}

function renderIncident(preview: IncidentPreview): string {
    const { stack, title, changes, load, expiresAfter, recovery, recorded, added } = preview;
    const lines = [
        load ?? "load: none",
        ...(preview.sizedFor === "the reference machine"
            ? ["  (of the reference machine: this one was not measured; npm run calibrate)"]
            : []),
        `ends by itself after: ${expiresAfter}`,
        `recovery: ${recovery}`,
        `recorded first, put back last: ${recorded.join(", ") || "nothing"}`,
        ...(added.length === 0 ? [] : [`added, and removed again: ${added.join(", ")}`]),
    ];
    const changed =
        changes.length === 0
            ? "No field of the shop is changed."
            : table(
                  ["object", "field", "old → new"],
                  changes.map(({ object, field, from, to }) => [
                      object,
                      field,
                      `${from ?? "(none)"} → ${to}`,
                  ]),
              );
    return [`${stack}: ${title}`, changed, lines.join("\n")].join("\n\n");
}

function renderBaseline({ stack, says, objects }: BaselinePreview): string {
    const rows = Object.entries(objects).map(([kind, names]) => [
        kind,
        String(names.length),
        names.join(", "),
    ]);
    return [
        `${stack}: the healthy lab`,
        ...(says.length === 0 ? [] : [says.join("\n")]),
        table(["kind", "number", "names"], rows),
    ].join("\n\n");
}
