import { LabError } from "../../components/kit/error.ts";
import { shown, shownName } from "./shown.ts";
import { readYaml, type Trouble, WHOLE } from "./yaml-text.ts";

/** What a stack file may hold beside `config`: the engine's own. */
const TOP_KEYS = ["config", "environment", "encryptionsalt", "encryptedkey", "secretsprovider"];

/** How deep values may be nested; ours are four deep. */
const MAX_DEPTH = 20;

/** A stack file's place, for errors. */
export interface FilePlace {
    stack: string;
    /** Path as a person would type it. */
    file: string;
}

/**
 * A stack file's configuration as the engine would hand it over: `namespace:key` to text, objects as JSON.
 * Secrets stay as they are written, encrypted.
 *
 * @throws LabError for a file that the engine refuses before any program runs, in a text without a cure,
 *   and for one that it takes otherwise than it was meant: an empty one, a second document, a misspelt `config`
 */
export function parseStackFile(
    content: Uint8Array | string,
    { stack, file }: FilePlace,
): Record<string, string> {
    const config = configOf(content);
    if ("raw" in config) return config.raw;
    const { line, key, found, allowed } = config;
    throw new LabError({
        where: `${file}${line === undefined ? "" : `:${line}`}, ${key}`,
        found,
        allowed,
        cure: `edit ${file}, then run pulumi preview --stack ${stack} again`,
    });
}

function configOf(content: Uint8Array | string): { raw: Record<string, string> } | Trouble {
    const yaml = readYaml(content);
    if (!("top" in yaml)) return yaml;
    const { top, text } = yaml;
    const allowed = "a mapping of keys such as sock-shop:role";
    const lineOf = (name: string): number | undefined =>
        text.split("\n").findIndex((one) => one.includes(`${name}:`)) + 1 || undefined;
    if (top === null) return { key: "config", found: "missing: the file is empty", allowed };
    if (!isMapping(top)) {
        return { line: 1, key: WHOLE, found: `found ${shown(top)}`, allowed: "config:" };
    }
    const stranger = Object.keys(top).find((key) => !TOP_KEYS.includes(key));
    if (stranger !== undefined) {
        const key = shownName(stranger);
        const found = `unknown key ${key}`;
        return { line: lineOf(stranger), key, found, allowed: TOP_KEYS.join(", ") };
    }
    const { config } = top;
    if (config === undefined || config === null)
        return { key: "config", found: "missing", allowed };
    if (!isMapping(config)) {
        return { line: lineOf("config"), key: "config", found: `found ${shown(config)}`, allowed };
    }
    const raw: Record<string, string> = {};
    for (const [key, value] of Object.entries(config)) {
        const trouble = keyTrouble(key) ?? unsayable(value, shownName(key), 0);
        if (trouble !== undefined) return { line: lineOf(key), ...trouble };
        raw[key] = typeof value === "string" ? value : JSON.stringify(value);
    }
    return { raw };
}

function isMapping(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keyTrouble(key: string): Trouble | undefined {
    if (/^[^:]+:(config:)?[^:]+$/.test(key)) return undefined;
    const found = `${shownName(key)} is no key of a configuration`;
    return { key: shownName(key), found, allowed: "<namespace>:<name>, e.g. sock-shop:role" };
}

/** The first thing in a value that JSON, in which the engine hands it on, has no word for. */
function unsayable(value: unknown, key: string, depth: number): Trouble | undefined {
    if (typeof value === "number" && !Number.isFinite(value)) {
        return { key, found: `found ${value}`, allowed: "a finite number" };
    }
    if (depth > MAX_DEPTH) {
        return { key, found: `nested ${depth} deep`, allowed: `at most ${MAX_DEPTH}` };
    }
    if (value === null || typeof value !== "object") return undefined;
    for (const [name, inner] of Object.entries(value)) {
        const at = Array.isArray(value) ? `${key}[${name}]` : `${key}.${shownName(name)}`;
        const trouble = unsayable(inner, at, depth + 1);
        if (trouble !== undefined) return trouble;
    }
    return undefined;
}
