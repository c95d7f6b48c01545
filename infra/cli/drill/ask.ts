import { createInterface, type Interface } from "node:readline/promises";
import type { Diagnosis } from "../../../incidents/answer/diagnosis.ts";

/** Asks on the terminal. Ctrl-C and Ctrl-D end the asking, and what follows is put back. */
export class Asker {
    readonly #terminal: Interface;
    readonly #gone = new AbortController();
    readonly #signal: AbortSignal;

    /** @param signal ends a question that waits for its answer */
    constructor(
        signal: AbortSignal,
        input: NodeJS.ReadableStream = process.stdin,
        output: NodeJS.WritableStream = process.stdout,
    ) {
        this.#terminal = createInterface({ input, output });
        // On a terminal the interface takes the key, so that the process gets no signal.
        this.#terminal.on("SIGINT", () => process.emit("SIGINT"));
        this.#terminal.once("close", () => this.#gone.abort());
        this.#signal = AbortSignal.any([signal, this.#gone.signal]);
    }

    close(): void {
        this.#terminal.close();
    }

    /** The line that is typed. @throws AbortError where nobody will type any more */
    async line(prompt: string): Promise<string> {
        return (await this.#terminal.question(prompt, { signal: this.#signal })).trim();
    }

    /** A diagnosis, line by line; an empty line ends a list. */
    async diagnosis(): Promise<Diagnosis> {
        const causes: Diagnosis["causes"] = [];
        for (;;) {
            const which = causes.length === 0 ? "What is at fault" : "What else, independent of it";
            const entity = await this.line(`${which}? (empty: nothing) `);
            if (entity === "") break;
            causes.push({
                entity,
                mechanism: await this.line("What is wrong with it? "),
                repair: await this.line("What mends it? "),
            });
        }
        const evidence: string[] = [];
        for (;;) {
            const one = await this.line("What supports it? (empty: no more) ");
            if (one === "") break;
            evidence.push(one);
        }
        return { version: 1, causes, evidence };
    }
}
