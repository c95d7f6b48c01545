/** The API client's models as a judge: what they don't know, Datadog doesn't either. */
import { ObjectSerializer } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/ObjectSerializer.js";

/**
 * What is wrong with JSON that is meant as the model `type` (`Monitor`, `Dashboard`), one text a finding; nothing
 * where it is right. The client's own check accepts unknown keys and marks unknown values quietly, so both are looked for.
 */
export function modelFaults(json: unknown, type: string): string[] {
    let model: unknown;
    try {
        model = ObjectSerializer.deserialize(json, type) as unknown;
    } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
    }
    return faultsIn(model, "");
}

/** The model of JSON that has no faults; the caller knows which class that is. */
export function toModel(json: unknown, type: string): unknown {
    return ObjectSerializer.deserialize(json, type) as unknown;
}

/** The JSON of a model, as it goes over the wire. */
export function toJson(model: unknown, type: string): unknown {
    return ObjectSerializer.serialize(model, type, "") as unknown;
}

function faultsIn(value: unknown, path: string): string[] {
    if (Array.isArray(value)) return value.flatMap((item, i) => faultsIn(item, `${path}[${i}]`));
    if (typeof value !== "object" || value === null) return [];
    const { _data: unparsed, additionalProperties, ...rest } = value as Record<string, unknown>;
    const at = path === "" ? "" : `${path}: `;
    // A value that fits no model is kept as it came.
    if (unparsed !== undefined) return [`${at}${shown(unparsed)} is not allowed here`];
    const unknown = Object.keys(additionalProperties ?? {});
    return [
        ...unknown.map((key) => `${at}unknown key ${key}`),
        ...Object.entries(rest).flatMap(([key, item]) =>
            faultsIn(item, path === "" ? key : `${path}.${key}`),
        ),
    ];
}

function shown(value: unknown): string {
    const text = JSON.stringify(value);
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
