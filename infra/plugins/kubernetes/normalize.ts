/** Inputs in the form in which the API server gives them back, so that equal objects compare as equal. */
import { hasUnknown, isMap, type Property, type PropertyMap } from "../protocol/property.ts";
import { mapAt, without, type KubeObject } from "./kube-object.ts";
import { canonicalQuantity } from "./quantity.ts";

/** Maps whose values are quantities, wherever they are in an object. */
const QUANTITY_MAPS = new Set([
    "limits",
    "requests",
    "capacity",
    "allocatable",
    "hard",
    "overhead",
    "default",
    "defaultRequest",
    "max",
    "min",
]);
/** Keys whose value is a quantity. */
const QUANTITIES = new Set(["sizeLimit", "averageValue", "divisor"]);
/** Maps of free text, in which such a key means nothing. */
const FREE_TEXT = new Set([
    "annotations",
    "labels",
    "matchLabels",
    "data",
    "stringData",
    "binaryData",
    "parameters",
    "nodeSelector",
]);
const SERVER_MADE = [
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generation",
    "managedFields",
    "resourceVersion",
    "uid",
];

/** The object without what only the server sets, quantities in their canonical form, a Secret's text in `data`. */
export function normalizeInputs(object: KubeObject): KubeObject {
    const own = SERVER_MADE.reduce((rest, key) => without(rest, "metadata", key), object);
    if (hasUnknown(own)) return own; // like the official plugin, which can't normalise what it doesn't know
    return isSecretKind(own) ? normalizeSecret(own) : normalizeMap(own);
}

/** Whether the object is a core/v1 Secret. */
export function isSecretKind(object: KubeObject): boolean {
    return object["apiVersion"] === "v1" && object["kind"] === "Secret";
}

function normalizeSecret(object: KubeObject): KubeObject {
    const text = Object.entries(mapAt(object, "stringData")).map(([key, value]) => [
        key,
        base64(String(value), "utf8"),
    ]);
    const data = Object.entries(mapAt(object, "data")).map(([key, value]) => [
        key,
        typeof value === "string" ? base64(value, "base64") : value,
    ]);
    if (text.length + data.length === 0) return object;
    return { ...without(object, "stringData"), data: Object.fromEntries([...data, ...text]) };
}

function base64(text: string, from: "utf8" | "base64"): string {
    return Buffer.from(text, from).toString("base64");
}

function normalizeMap(map: PropertyMap): PropertyMap {
    return Object.fromEntries(
        Object.entries(map).map(([key, value]) => [key, normalizeValue(key, value)]),
    );
}

function normalizeValue(key: string, value: Property): Property {
    if (FREE_TEXT.has(key)) return value;
    if (QUANTITIES.has(key)) return quantity(value);
    if (Array.isArray(value)) return value.map((item) => (isMap(item) ? normalizeMap(item) : item));
    if (!isMap(value)) return value;
    if (!QUANTITY_MAPS.has(key)) return normalizeMap(value);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, quantity(item)]));
}

function quantity(value: Property): Property {
    return typeof value === "string" || typeof value === "number"
        ? canonicalQuantity(String(value))
        : value;
}
