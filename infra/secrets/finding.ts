/** A secret where it must not be. Never holds the secret itself. */
export interface Finding {
    /** File, object or log. */
    place: string;
    /** From 1; undefined where the place has no lines that mean anything. */
    line?: number;
    /** Which secret, or what it looks like. */
    what: string;
}

/** Something to look through. */
export interface Place {
    name: string;
    content: Buffer;
}

/** One line for people. */
export function describeFinding({ place, line, what }: Finding): string {
    return `${place}${line === undefined ? "" : `:${line}`}: ${what}`;
}
