/** A value longer than this is cut in an error: the key says where the rest stands. */
const MAX_LENGTH = 120;

/** What only keys and tokens look like: long, and of digits and letters alone. */
const LIKE_A_KEY = /(?<![\w-])(?=[\w-]*\d)[A-Za-z0-9_-]{32,}(?![\w-])/g;

/**
 * A value of a stack file as an error shows it: on one line, letters of other alphabets by their number (a
 * Cyrillic "а" looks like a Latin one), cut where it is long, and without what may be a key.
 */
export function shown(value: unknown): string {
    const text = (JSON.stringify(value) ?? "nothing")
        .replaceAll(LIKE_A_KEY, "[not shown: may be a key]")
        .replaceAll(/[^ -~]/gu, escaped);
    return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}

/** A name of a key as an error shows it. */
export function shownName(name: string): string {
    return /^[\w.:-]+$/.test(name) ? name : shown(name);
}

function escaped(character: string): string {
    const number = (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
    return `\\u{${number}}`;
}
