import { FORBIDDEN } from "./words.ts";

/** A piece of what an investigator can read. */
export interface Readable {
    /** Where it is read, e.g. `Deployment sock-shop/orders, metadata.labels.name`. */
    where: string;
    text: string;
}

/** A word that tells of an incident, where it can be read. */
export interface Leak {
    where: string;
    /** As it stands there. */
    word: string;
    /** What stands around it, at most some 80 characters. */
    context: string;
}

/** Characters shown on either side of a word. */
const AROUND = 40;

/** Words that tell that something is practised, or what. There is no exception. */
export function findLeaks(readables: Iterable<Readable>): Leak[] {
    const leaks: Leak[] = [];
    for (const { where, text } of readables) {
        for (const { index, 0: word } of text.matchAll(FORBIDDEN)) {
            const from = Math.max(0, index - AROUND);
            const context = text.slice(from, index + word.length + AROUND).replace(/\s+/g, " ");
            leaks.push({ where, word, context });
        }
    }
    return leaks;
}

/** Every key and value of an object, each with its path. */
export function* textsOf(where: string, value: unknown, path = ""): Generator<Readable> {
    const place = path === "" ? where : `${where}, ${path}`;
    if (Array.isArray(value)) {
        for (const [index, one] of value.entries()) yield* textsOf(where, one, `${path}[${index}]`);
    } else if (typeof value === "object" && value !== null) {
        for (const [key, one] of Object.entries(value)) {
            yield { where: `${place}, a key`, text: key };
            yield* textsOf(where, one, path === "" ? key : `${path}.${key}`);
        }
    } else if (value !== undefined && value !== null) {
        yield { where: place, text: `${value as string | number | boolean}` };
    }
}

/** A leak for people, in one line. */
export function describeLeak({ where, word, context }: Leak): string {
    return `${where}: "${word}" in "${context.trim()}"`;
}
