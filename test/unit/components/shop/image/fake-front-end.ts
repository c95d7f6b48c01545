import type { Hono } from "hono";
import type {
    Ask,
    BackendAnswer,
    BackendRequest,
} from "../../../../../components/shop/image/src/platform/http-client.ts";
import { createFrontEnd } from "../../../../../components/shop/image/src/services/front-end/app.ts";
import type { FrontEndEnv } from "../../../../../components/shop/image/src/services/front-end/request-variables.ts";
import { memoryStore } from "../../../../../components/shop/image/src/services/front-end/sessions/memory-store.ts";
import type { SessionStore } from "../../../../../components/shop/image/src/services/front-end/sessions/store.ts";

export const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

/** A backend's answer; what is no text goes as JSON. */
export function answer(status: number, body: unknown = ""): BackendAnswer {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return { status, contentType: "application/json", body: bytes(text) };
}

/** What `http-client.ts` rejects with when nobody listens. */
export function refused(): Error {
    return Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:80"), {
        errno: -111,
        code: "ECONNREFUSED",
        syscall: "connect",
        address: "10.0.0.1",
        port: 80,
    });
}

export const REFUSED_BODY =
    '{"message":"connect ECONNREFUSED 10.0.0.1:80","error":{"code":"ECONNREFUSED",' +
    '"errno":"ECONNREFUSED","syscall":"connect","address":"10.0.0.1","port":80}}';

type Answers = (path: string, request: BackendRequest) => BackendAnswer | Error;
type Name = "catalogue" | "carts" | "orders" | "user";

/** The front-end between backends that say what a test wants. */
export class FakeShop {
    /** What backends were asked: `carts POST /carts/x/items {"itemId":"a"}`. */
    readonly asked: string[] = [];
    readonly lines: string[] = [];
    readonly headers: Readonly<Record<string, string>>[] = [];
    readonly answers: Record<Name, Answers> = {
        catalogue: () => answer(200, "[]\n"),
        carts: () => answer(200, []),
        orders: () => answer(200, {}),
        user: () => answer(200, {}),
    };
    readonly app: Hono<FrontEndEnv>;

    constructor(sessions: SessionStore = memoryStore()) {
        const page = { type: "text/html; charset=utf-8", body: bytes("<title>WeaveSocks</title>") };
        this.app = createFrontEnd({
            backends: {
                catalogue: this.#backend("catalogue"),
                carts: this.#backend("carts"),
                orders: this.#backend("orders"),
                user: this.#backend("user"),
            },
            cartsUrl: "http://carts",
            sessions,
            secret: "sooper secret",
            pages: new Map([
                ["/", page],
                ["/category.html", page],
            ]),
            log: (line) => this.lines.push(line.replace(/\d+\.\d{3} ms/, "T ms")),
        });
    }

    #backend(name: Name): Ask {
        return async (path, request = {}) => {
            const { method = "GET", headers = {}, body } = request;
            const sent = typeof body === "string" ? ` ${body}` : "";
            this.asked.push(`${name} ${method} ${path}${sent}`);
            this.headers.push(headers);
            const given = this.answers[name](path, request);
            if (given instanceof Error) throw given;
            return given;
        };
    }
}

/** A visitor with a cookie jar. */
export class Visitor {
    readonly jar = new Map<string, string>();
    readonly #shop: FakeShop;

    constructor(shop: FakeShop) {
        this.#shop = shop;
    }

    /** The id of the session, out of its cookie. */
    get sessionId(): string {
        return /^s%3A([\w-]{32})\./.exec(this.jar.get("md.sid") ?? "")?.[1] ?? "";
    }

    async ask(method: string, path: string, body?: unknown): Promise<Response> {
        const headers = new Headers();
        if (this.jar.size > 0) {
            headers.set(
                "Cookie",
                [...this.jar].map(([name, value]) => `${name}=${value}`).join("; "),
            );
        }
        if (body !== undefined) headers.set("Content-Type", "application/json; charset=utf-8");
        return this.send(path, {
            method,
            headers,
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
    }

    async send(path: string, init: RequestInit): Promise<Response> {
        const given = await this.#shop.app.request(path, init);
        for (const cookie of given.headers.getSetCookie()) {
            const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
            this.jar.set(name, value);
        }
        return given;
    }

    get(path: string): Promise<Response> {
        return this.ask("GET", path);
    }

    /** Logs in as the given customer, and forgets what was asked and logged for it. */
    async logIn(id: string = CUSTOMER): Promise<void> {
        const { answers, asked, lines, headers } = this.#shop;
        const user = answers.user;
        answers.user = () => answer(200, { user: { id } });
        await this.get("/login");
        answers.user = user;
        for (const list of [asked, lines, headers]) list.length = 0;
    }
}

export const CUSTOMER = "57a98d98e4b00679b4a830b2";
