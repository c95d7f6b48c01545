import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a proof keeps what it saw, by file name. */
export interface Evidence {
    /** Adds one value as a line of JSON. */
    append(file: string, value: unknown): void;
    write(file: string, text: string): void;
}

/** The folder of one run; it must be there. */
export class EvidenceFolder implements Evidence {
    readonly #folder: string;

    constructor(folder: string) {
        this.#folder = folder;
    }

    append(file: string, value: unknown): void {
        appendFileSync(join(this.#folder, file), `${JSON.stringify(value)}\n`);
    }

    write(file: string, text: string): void {
        writeFileSync(join(this.#folder, file), text);
    }
}
