import { styleText } from "node:util";
import cliTruncate from "cli-truncate";
import { createLogUpdate } from "log-update";
import { changesIn } from "./facts.ts";
import { frameOf, type Paint, type Tone } from "./frame.ts";
import type { ShopState } from "./shop-state.ts";

/** Where states are shown, one after the other. */
export interface Screen {
    show(state: ShopState): void;
    /** Leaves the terminal as it was found. */
    close(): void;
}

/** What a terminal, a file and a pipe have in common. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

const COLOURS = { good: "green", warning: "yellow", bad: "red", faint: "dim" } as const;

/** One picture that is drawn over again. Colours follow `NO_COLOR` and what the terminal can. */
export class TerminalScreen implements Screen {
    readonly #url: string;
    readonly #output: Output;
    readonly #draw: ReturnType<typeof createLogUpdate>;
    #first: ShopState | undefined;

    constructor(url: string, output: Output) {
        this.#url = url;
        this.#output = output;
        this.#draw = createLogUpdate(output);
    }

    show(state: ShopState): void {
        this.#first ??= state;
        const columns = this.#output.columns ?? 80;
        const paint: Paint = (tone: Tone, text) =>
            styleText(COLOURS[tone], text, { stream: this.#output });
        const lines = frameOf({ url: this.#url, state, first: this.#first, columns, paint });
        this.#draw(lines.map((line) => cliTruncate(line, columns)).join("\n"));
    }

    close(): void {
        this.#draw.done();
    }
}

/** A line a change, with its time: for pipes, files and logs. The first state is a line a fact. */
export class LineScreen implements Screen {
    readonly #output: Output;
    #last: ShopState | undefined;

    constructor(output: Output) {
        this.#output = output;
    }

    show(state: ShopState): void {
        const time = state.at.replace(/\.\d+Z$/, "Z");
        for (const { about, text } of changesIn(this.#last, state)) {
            this.#output.write(`${time} ${about}: ${plain(text)}\n`);
        }
        this.#last = state;
    }

    close(): void {
        // Every line was whole.
    }
}

/** Each state as one line of JSON. */
export class JsonScreen implements Screen {
    readonly #output: Output;

    constructor(output: Output) {
        this.#output = output;
    }

    show(state: ShopState): void {
        this.#output.write(`${JSON.stringify(state)}\n`);
    }

    close(): void {
        // Every line was whole.
    }
}

/** What others wrote, an error's text for one, may hold what would move a terminal's cursor. */
function plain(text: string): string {
    return text.replace(/\p{Cc}+/gu, " ");
}
