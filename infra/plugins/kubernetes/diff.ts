/** What changes between an object and the inputs that are to replace it. */
import { equal, isMap, isUnknown, type Property, type PropertyMap } from "../protocol/property.ts";
import type { Pattern } from "./force-new.ts";

export interface Change {
    kind: "add" | "delete" | "update";
    replace: boolean;
    /** Whether the engine shows the change from the inputs: a field taken out is absent from the outputs to come. */
    inputDiff: boolean;
}

type Step = string | number;

/**
 * The changes by property path, e.g. `spec.template.spec.containers[0].resources.limits.cpu`. Maps are compared key by
 * key, lists by position; a change replaces where a pattern names it, something above it or something in it.
 */
export function diffObjects(
    old: PropertyMap,
    next: PropertyMap,
    forceNew: readonly Pattern[],
): Map<string, Change> {
    const changes = new Map<string, Change>();
    const add = (path: readonly Step[], kind: Change["kind"], value: Property): void => {
        const replace = forceNew.some((pattern) => touches(path, value, pattern));
        changes.set(pathText(path), { kind, replace, inputDiff: kind === "delete" });
    };
    compareMaps([], old, next, add);
    return changes;
}

type Add = (path: readonly Step[], kind: Change["kind"], value: Property) => void;

function compareMaps(path: readonly Step[], old: PropertyMap, next: PropertyMap, add: Add): void {
    for (const key of Object.keys(next)) compare([...path, key], old[key], next[key], add);
    for (const key of Object.keys(old)) {
        if (!(key in next)) add([...path, key], "delete", null);
    }
}

function compare(
    path: readonly Step[],
    old: Property | undefined,
    next: Property | undefined,
    add: Add,
): void {
    if (next === undefined || equal(old, next)) return;
    if (old === undefined) return next === null ? undefined : add(path, "add", next);
    if (next === null) return add(path, "delete", null);
    if (isUnknown(next)) return add(path, "update", next);
    if (isMap(old) && isMap(next)) return compareMaps(path, old, next, add);
    if (!Array.isArray(old) || !Array.isArray(next)) return add(path, "update", next);
    for (let i = 0; i < Math.max(old.length, next.length); i++) {
        const item = next[i];
        if (item === undefined) add([...path, i], "delete", null);
        else compare([...path, i], old[i], item, add);
    }
}

/** Whether the pattern is met on the way to the changed value or inside of it. */
function touches(path: readonly Step[], value: Property, pattern: Pattern): boolean {
    let inner: Property | undefined = value;
    for (const [i, key] of pattern.entries()) {
        const step = path[i];
        if (step !== undefined) {
            if (key === "*" ? typeof step !== "number" : step !== key) return false;
        } else if (key === "*") {
            if (!Array.isArray(inner)) return false;
            return inner.some((item) => touches([], item, pattern.slice(i + 1)));
        } else {
            if (!isMap(inner) || !(key in inner)) return false;
            inner = inner[key];
        }
    }
    return true;
}

function pathText(path: readonly Step[]): string {
    return path.reduce<string>((text, step) => {
        if (typeof step === "number") return `${text}[${step}]`;
        if (/[."[\]]/.test(step)) return `${text}[${JSON.stringify(step)}]`;
        return text === "" ? step : `${text}.${step}`;
    }, "");
}

/** Whether an ignored path (`spec.replicas`, `spec.containers[0]`) is the changed one or one above it. */
export function isIgnored(path: string, ignored: readonly string[]): boolean {
    return ignored.some((ignore) => {
        const steps = stepsOf(ignore);
        const own = stepsOf(path);
        return (
            steps.length <= own.length && steps.every((step, i) => step === "*" || step === own[i])
        );
    });
}

/** The steps of a property path as text. */
export function stepsOf(path: string): string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, plain]) => quoted?.replaceAll('\\"', '"') ?? index ?? plain ?? "",
    );
}
