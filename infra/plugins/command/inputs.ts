/** The inputs of `command:local:Command`, read from what the engine sends. */
import {
    isMap,
    isUnknown,
    revealMap,
    type Property,
    type PropertyMap,
} from "../protocol/property.ts";
import type { Failure } from "../protocol/responses.ts";

export type Logging = "stdout" | "stderr" | "stdoutAndStderr" | "none";

/** A command's inputs without secret marks; commands and maps that aren't set are undefined. */
export interface CommandInputs {
    create?: string;
    update?: string;
    delete?: string;
    stdin?: string;
    dir?: string;
    interpreter?: string[];
    environment?: Record<string, string>;
    logging?: Logging;
    addPreviousOutputInEnv?: boolean;
}

const LOGGING: readonly string[] = ["stdout", "stderr", "stdoutAndStderr", "none"];
const TEXTS = ["create", "update", "delete", "stdin", "dir"];
const KNOWN = new Set([
    ...TEXTS,
    "triggers",
    "interpreter",
    "environment",
    "logging",
    "addPreviousOutputInEnv",
]);
const REFUSED: Record<string, string> = {
    assetPaths:
        "files as assets are not supported by this plugin: read the file in the program, or print it to stdout",
    archivePaths:
        "files as an archive are not supported by this plugin: read the files in the program",
};

/** What is wrong with the inputs; empty where nothing is. Values that aren't known yet pass. */
export function checkInputs(inputs: PropertyMap): Failure[] {
    return Object.entries(revealMap(inputs)).flatMap(([property, value]) => {
        const reason = value === null || isUnknown(value) ? undefined : complaint(property, value);
        return reason === undefined ? [] : [{ property, reason }];
    });
}

function complaint(property: string, value: Property): string | undefined {
    if (property in REFUSED) return REFUSED[property];
    if (!KNOWN.has(property))
        return `no such input; allowed are ${[...KNOWN, ...Object.keys(REFUSED)].join(", ")}`;
    if (TEXTS.includes(property)) return typeof value === "string" ? undefined : "must be a string";
    if (property === "addPreviousOutputInEnv")
        return typeof value === "boolean" ? undefined : "must be true or false";
    if (property === "interpreter")
        return isListOfText(value) ? undefined : "must be a list of strings";
    if (property === "environment")
        return isMapOfText(value) ? undefined : "must be a map of strings";
    if (property === "triggers") return Array.isArray(value) ? undefined : "must be a list";
    return LOGGING.includes(String(value))
        ? undefined
        : `found "${String(value)}", allowed are ${LOGGING.join(", ")}`;
}

function isText(value: Property): boolean {
    return typeof value === "string";
}

function isListOfText(value: Property): boolean {
    return Array.isArray(value) && value.every(isText);
}

function isMapOfText(value: Property): boolean {
    return isMap(value) && Object.values(value).every(isText);
}

/** The inputs without secret marks. They have passed `checkInputs`, so their types are as declared. */
export function readInputs(properties: PropertyMap): CommandInputs {
    const set = Object.entries(revealMap(properties)).filter(([, value]) => value !== null);
    return Object.fromEntries(set) as CommandInputs;
}

/** Only the inputs among a resource's recorded outputs. */
export function inputsAmong(state: PropertyMap): PropertyMap {
    return Object.fromEntries(Object.entries(state).filter(([key]) => KNOWN.has(key)));
}
