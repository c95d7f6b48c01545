/** What Go's `json.Unmarshal` says about a text that it can't read into a struct. */

/** Where Go's scanner is when V8's parser complains with a message that starts like this. */
const CONTEXTS: readonly (readonly [start: string, context: string])[] = [
    ["Expected property name", "looking for beginning of object key string"],
    ["Expected double-quoted property name", "looking for beginning of object key string"],
    ["Expected ':'", "after object key"],
    ["Expected ',' or '}'", "after object key:value pair"],
    ["Expected ',' or ']'", "after array element"],
    ["Unexpected non-whitespace", "after top-level value"],
    ["Unexpected number", "after top-level value"],
    ["Bad control character", "in string literal"],
    ["Bad escaped character", "in string escape code"],
    ["Bad Unicode escape", "in \\u hexadecimal character escape"],
    ["No number after minus", "in numeric literal"],
    ["Unterminated fractional", "after decimal point in numeric literal"],
    ["Exponent part", "in exponent of numeric literal"],
];

/** Go's text for the error that `JSON.parse(text)` threw. */
export function goSyntaxError(text: string, error: unknown): string {
    const message = error instanceof Error ? error.message : "";
    const token = /^Unexpected token '(.+?)', /su.exec(message)?.[1];
    if (token !== undefined) {
        return `invalid character ${quoted(token)} looking for beginning of value`;
    }
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    const char = text.slice(position, position + 1);
    const context = CONTEXTS.find(([start]) => message.startsWith(start))?.[1];
    return char === "" || context === undefined
        ? "unexpected end of JSON input"
        : `invalid character ${quoted(char)} ${context}`;
}

/** Go's text for a value of the wrong type; `target` is e.g. `Go value of type float32`. */
export function goTypeError(value: unknown, target: string): string {
    const type = Array.isArray(value) ? "array" : typeof value;
    return `json: cannot unmarshal ${type === "boolean" ? "bool" : type} into ${target}`;
}

function quoted(char: string): string {
    if (char === "'") return "'\\''";
    return char === '"' ? "'\"'" : `'${JSON.stringify(char).slice(1, -1)}'`;
}
