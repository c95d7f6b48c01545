/** What came back through the front door; status 0 and the reason where nothing did. */
export interface DoorAnswer {
    status: number;
    /** The value of a JSON body, else its text. */
    body: unknown;
    /** When it came, in milliseconds since the epoch. */
    atMs: number;
    tookMs: number;
}

/** Longer than any answer that still counts as one. */
const TIMEOUT_MS = 15_000;

/** Talks to the shop's host port as one visitor's browser does, with the cookies it was given. */
export class FrontDoor {
    readonly #url: string;
    readonly #cookies = new Map<string, string>();

    /** @param url such as `http://127.0.0.1:2025` */
    constructor(url: string) {
        this.#url = url;
    }

    async ask(method: string, path: string, json?: object): Promise<DoorAnswer> {
        const startedMs = performance.now();
        const answered = (status: number, body: unknown): DoorAnswer => ({
            status,
            body,
            atMs: Date.now(),
            tookMs: performance.now() - startedMs,
        });
        try {
            const response = await fetch(`${this.#url}${path}`, {
                method,
                headers: {
                    cookie: [...this.#cookies]
                        .map(([name, value]) => `${name}=${value}`)
                        .join("; "),
                    ...(json === undefined ? {} : { "content-type": "application/json" }),
                },
                ...(json === undefined ? {} : { body: JSON.stringify(json) }),
                signal: AbortSignal.timeout(TIMEOUT_MS),
            });
            for (const line of response.headers.getSetCookie()) {
                const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
                this.#cookies.set(name, value);
            }
            return answered(response.status, parsed(await response.text()));
        } catch (error) {
            const cause = (error as Error).cause as Error | undefined;
            return answered(0, cause?.message ?? (error as Error).message);
        }
    }
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;
    }
}
