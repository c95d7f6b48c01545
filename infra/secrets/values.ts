import type { Finding, Place } from "./finding.ts";

/** A secret that the lab knows, by its content. */
export interface KnownSecret {
    /** What a person knows it by, e.g. `Secret sock-shop/rabbitmq, RABBITMQ_PASSWORD`. */
    name: string;
    value: string;
}

/** Shorter texts are in every file by chance. */
const MIN_LENGTH = 8;

/**
 * Places that hold a known secret: as it is, in base64 at any offset (as in a Secret or in an `Authorization`
 * header), escaped for an address, or as a text in JSON.
 */
export function findValues(places: readonly Place[], secrets: readonly KnownSecret[]): Finding[] {
    const wanted = secrets
        .filter(({ value }) => value.length >= MIN_LENGTH)
        .map(({ name, value }) => ({ name, forms: formsOf(value) }));
    return places.flatMap(({ name: place, content }) =>
        wanted.flatMap(({ name, forms }): Finding[] => {
            const at = forms.map((form) => content.indexOf(form)).find((found) => found >= 0);
            if (at === undefined) return [];
            return [{ place, line: lineOf(content, at), what: `holds ${name}` }];
        }),
    );
}

function formsOf(value: string): Buffer[] {
    const bytes = Buffer.from(value);
    const forms = [
        value,
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
        ...[0, 1, 2].flatMap((offset) => [
            base64At(bytes, offset, "base64"),
            base64At(bytes, offset, "base64url"),
        ]),
    ];
    return [...new Set(forms)].map((form) => Buffer.from(form));
}

/** Base64 of bytes that stand after `offset` others, without the characters that those others decide too. */
function base64At(bytes: Buffer, offset: number, encoding: "base64" | "base64url"): string {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString(encoding)
        .replace(/=+$/, "");
    const tail = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(offset === 0 ? 0 : offset + 1, text.length - tail);
}

function lineOf(content: Buffer, at: number): number {
    let line = 1;
    for (let next = content.indexOf("\n"); next >= 0 && next < at; line++) {
        next = content.indexOf("\n", next + 1);
    }
    return line;
}
