import { type Document, LineCounter, parseAllDocuments, visit } from "yaml";
import { LabError } from "../../components/kit/error.ts";
import { shown, shownName } from "./shown.ts";

/** What a stack file may hold beside `config`: the engine's own. */
const TOP_KEYS = [
    "config",
    "environment",
    "encryptionsalt",
    "encryptedkey",
    "secretsprovider",
] as const;

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
    place: FilePlace,
): Record<string, string> {
    const refuse = (
        line: number | undefined,
        key: string,
        found: string,
        allowed: string,
    ): never => {
        throw new LabError({
            where: `${place.file}${line === undefined ? "" : `:${line}`}, ${key}`,
            found,
            allowed,
            cure: `edit ${place.file}, then run pulumi preview --stack ${place.stack} again`,
        });
    };
    const text = typeof content === "string" ? content : decoded(content);
    if (text === undefined) return refuse(undefined, "the whole file", "not UTF-8", "UTF-8 text");
    const control = /[^\P{Cc}\t\n\r]/u.exec(text);
    if (control !== null) {
        const line = text.slice(0, control.index).split("\n").length;
        return refuse(
            line,
            "the whole file",
            `the character ${shown(control[0])}`,
            "readable text",
        );
    }
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
    if (!Array.isArray(documents) || documents.length === 0) {
        return refuse(undefined, "config", "missing: the file is empty", "a mapping config:");
    }
    const [document, second] = documents;
    const [error] = document?.errors ?? [];
    if (error !== undefined) {
        const { line } = lines.linePos(startOf(error.pos[0], text, document));
        const key = lastKey(text, line);
        return refuse(line, key, `no YAML: ${reason(error.message)}`, "YAML, indented with spaces");
    }
    if (second !== undefined) {
        const { line } = lines.linePos(second.range[0]);
        return refuse(line, "---", "a second document, which nobody reads", "one document a file");
    }
    const alias = document === undefined ? undefined : strayAlias(document);
    if (alias !== undefined) {
        const { line } = lines.linePos(alias.at);
        const found = `no YAML: *${shownName(alias.name)} refers to nothing`;
        return refuse(line, lastKey(text, line), found, "an alias of an anchor above it");
    }
    let top: unknown;
    try {
        top = document?.toJS();
    } catch (cause) {
        return refuse(undefined, "config", `no YAML: ${reason(String(cause))}`, "less of aliases");
    }
    if (top === null) return refuse(undefined, "config", "missing: the file is empty", "config:");
    if (!isMapping(top)) {
        return refuse(1, "the whole file", `found ${shown(top)}`, "a mapping with config:");
    }
    const lineOf = (name: string): number | undefined =>
        text.split("\n").findIndex((one) => one.includes(`${name}:`)) + 1 || undefined;
    const stranger = Object.keys(top).find((key) => !TOP_KEYS.includes(key as "config"));
    if (stranger !== undefined) {
        const found = `unknown key ${shownName(stranger)}`;
        return refuse(lineOf(stranger), shownName(stranger), found, TOP_KEYS.join(", "));
    }
    const { config } = top;
    if (config === undefined || config === null) {
        return refuse(undefined, "config", "missing", "a mapping of sock-shop: keys");
    }
    if (!isMapping(config)) {
        return refuse(lineOf("config"), "config", `found ${shown(config)}`, "a mapping");
    }
    const raw: Record<string, string> = {};
    for (const [key, value] of Object.entries(config)) {
        if (!/^[^:]+:(config:)?[^:]+$/.test(key)) {
            const found = `${shownName(key)} is no key of a configuration`;
            return refuse(
                lineOf(key),
                shownName(key),
                found,
                "<namespace>:<name>, e.g. sock-shop:role",
            );
        }
        const trouble = unsayable(value, shownName(key), 0);
        if (trouble !== undefined)
            return refuse(lineOf(key), trouble.key, trouble.found, trouble.allowed);
        raw[key] = typeof value === "string" ? value : JSON.stringify(value);
    }
    return raw;
}

function decoded(content: Uint8Array): string | undefined {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(content);
    } catch {
        return undefined;
    }
}

function isMapping(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first thing in a value that JSON, in which the engine hands it on, has no word for. */
function unsayable(
    value: unknown,
    key: string,
    depth: number,
): { key: string; found: string; allowed: string } | undefined {
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

/** Where a mistake began: an open quote is noticed at the end of the file only. */
function startOf(noticed: number, text: string, document: Document | undefined): number {
    if (document === undefined || noticed < text.trimEnd().length) return noticed;
    let last = noticed;
    visit(document, { Scalar: (_, { range }) => void (range && (last = range[0])) });
    return last;
}

function strayAlias(document: Document): { name: string; at: number } | undefined {
    let stray: { name: string; at: number } | undefined;
    visit(document, {
        Alias: (_, alias) => {
            if (alias.resolve(document) !== undefined) return undefined;
            stray = { name: alias.source, at: alias.range?.[0] ?? 0 };
            return visit.BREAK;
        },
    });
    return stray;
}

/** The key that a line is about: its own, or the closest above. */
function lastKey(text: string, line: number): string {
    const above = text.split("\n").slice(0, line).toReversed();
    for (const one of above) {
        const [, key] = /^\s*(?:- )?([\w.:-]+):(?:\s|$)/.exec(one) ?? [];
        if (key !== undefined) return key;
    }
    return "the whole file";
}

/** A parser's words on one line, without its excerpt of the file. */
function reason(message: string): string {
    return message
        .replaceAll(/\s+/g, " ")
        .replace(/^\w*Error: /, "")
        .trim();
}
