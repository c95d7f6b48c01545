/** Part of an object's `spec`. Entries of a list are told apart by their `name`, as Kubernetes does. */
export interface Overlay {
    [field: string]: OverlayValue;
}
export type OverlayValue = string | number | boolean | Overlay | NamedOverlay[];
export type NamedOverlay = Overlay & { name: string };

/** Two overlays that say something different of one field. */
export class OverlayConflict extends Error {
    readonly field: string;

    constructor(field: string) {
        super(`${field} is set twice`);
        this.name = "OverlayConflict";
        this.field = field;
    }
}

/**
 * One overlay that says what both say.
 * @throws OverlayConflict where both set a field, even to the same: two faults would own it
 */
export function mergeOverlays(first: Overlay, second: Overlay, at = ""): Overlay {
    const merged: Overlay = { ...first };
    for (const [key, value] of Object.entries(second)) {
        const field = at === "" ? key : `${at}.${key}`;
        const known = merged[key];
        if (known === undefined) merged[key] = value;
        else if (Array.isArray(known) && Array.isArray(value)) {
            merged[key] = mergeNamed(known, value, field);
        } else if (isOverlay(known) && isOverlay(value)) {
            merged[key] = mergeOverlays(known, value, field);
        } else throw new OverlayConflict(field);
    }
    return merged;
}

function mergeNamed(
    first: readonly NamedOverlay[],
    second: readonly NamedOverlay[],
    at: string,
): NamedOverlay[] {
    const merged = new Map(first.map((one) => [one.name, one]));
    for (const { name, ...fields } of second) {
        const { name: _name, ...known } = merged.get(name) ?? { name };
        merged.set(name, { name, ...mergeOverlays(known, fields, `${at}[${name}]`) });
    }
    return [...merged.values()];
}

function isOverlay(value: OverlayValue): value is Overlay {
    return typeof value === "object" && !Array.isArray(value);
}
