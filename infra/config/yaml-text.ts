import { type Document, LineCounter, parseAllDocuments, visit } from "yaml";
import { shown, shownName } from "./shown.ts";

/** What makes a text no file that can be read. */
export interface Trouble {
    /** From 1; undefined where it is about the whole. */
    line?: number | undefined;
    key: string;
    found: string;
    allowed: string;
}

/** Said where no key is nearer. */
export const WHOLE = "the whole file";

/** The one document of a YAML text, or what is wrong with it; `top` is null for an empty text. */
export function readYaml(content: Uint8Array | string): { top: unknown; text: string } | Trouble {
    const text = typeof content === "string" ? content : decoded(content);
    if (text === undefined) return { key: WHOLE, found: "not UTF-8", allowed: "UTF-8 text" };
    const control = /[^\P{Cc}\t\n\r]/u.exec(text);
    if (control !== null) {
        const line = text.slice(0, control.index).split("\n").length;
        const found = `the character ${shown(control[0])}`;
        return { line, key: WHOLE, found, allowed: "readable text" };
    }
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
    if (!Array.isArray(documents) || documents[0] === undefined) return { top: null, text };
    const [document, second] = documents;
    const [error] = document.errors;
    if (error !== undefined) {
        const { line } = lines.linePos(startOf(error.pos[0], text, document));
        const found = `no YAML: ${reason(error.message)}`;
        return { line, key: keyAt(text, line), found, allowed: "YAML, indented with spaces" };
    }
    if (second !== undefined) {
        const { line } = lines.linePos(second.range[0]);
        const found = "a second document, which nobody reads";
        return { line, key: "---", found, allowed: "one document a file" };
    }
    const alias = strayAlias(document);
    if (alias !== undefined) {
        const { line } = lines.linePos(alias.at);
        const found = `no YAML: *${shownName(alias.name)} refers to nothing`;
        return { line, key: keyAt(text, line), found, allowed: "an alias of an anchor above it" };
    }
    try {
        return { top: document.toJS() as unknown, text };
    } catch (cause) {
        // A few aliases of aliases can stand for millions of values.
        const found = `no YAML: ${reason(String(cause))}`;
        return { key: "config", found, allowed: "fewer aliases" };
    }
}

function decoded(content: Uint8Array): string | undefined {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(content);
    } catch {
        return undefined;
    }
}

/** Where a mistake began: an open quote is noticed at the end of the file only. */
function startOf(noticed: number, text: string, document: Document): number {
    if (noticed < text.trimEnd().length) return noticed;
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
function keyAt(text: string, line: number): string {
    for (const one of text.split("\n").slice(0, line).toReversed()) {
        const [, key] = /^\s*(?:- )?([\w.:-]+):(?:\s|$)/.exec(one) ?? [];
        if (key !== undefined) return key;
    }
    return WHOLE;
}

/** A parser's words on one line. */
function reason(message: string): string {
    return message
        .replaceAll(/\s+/g, " ")
        .replace(/^\w*Error: /, "")
        .trim();
}
