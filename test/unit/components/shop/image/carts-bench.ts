import type { Hono } from "hono";
import { springLog } from "../../../../../components/shop/image/src/platform/java-dialect.ts";
import { createCartsApp } from "../../../../../components/shop/image/src/services/carts/app.ts";
import { fakeCarts } from "./fake-carts.ts";
import type { FakeCarts } from "./fake-carts.ts";

export const JSON_TYPE = "application/json;charset=UTF-8";
const ILLEGAL = "java.lang.IllegalArgumentException";

/** A line as an answer has it, its id (24 hex digits) replaced. */
export const line = (itemId: string, quantity: number, unitPrice: number): string =>
    JSON.stringify({ id: "ID", itemId, quantity, unitPrice });

/** The service with a store in memory. */
export interface CartsBench {
    app: Hono;
    store: FakeCarts;
    /** What was logged. */
    lines: string[];
    isReady: boolean;
    /** Status, type and body of an answer. */
    ask(
        method: string,
        path: string,
        body?: string,
        type?: string,
    ): Promise<[status: number, type: string | null, body: string]>;
    /** Adds one pair of a sock to a cart. */
    add(customerId: string, itemId: string): Promise<unknown>;
    /** The body of a cart's lines. */
    items(customerId: string): Promise<string>;
}

export function cartsBench(): CartsBench {
    const store = fakeCarts();
    const lines: string[] = [];
    const log = springLog((text) => lines.push(text), "carts");
    const app = createCartsApp({ store, port: 8080, log, ready: () => bench.isReady });
    const bench: CartsBench = {
        app,
        store,
        lines,
        isReady: true,
        ask: async (method, path, body, type = "application/json") => {
            const init = body === undefined ? {} : { body, headers: { "Content-Type": type } };
            const answer = await app.request(path, { method, ...init });
            const text = (await answer.text())
                .replace(/"id":"[0-9a-f]{24}"/g, '"id":"ID"')
                .replace(/"timestamp":\d{13},/, "");
            return [answer.status, answer.headers.get("content-type"), text];
        },
        add: (customerId, itemId) => {
            const body = JSON.stringify({ itemId, unitPrice: 17.32 });
            return bench.ask("POST", `/carts/${customerId}/items`, body);
        },
        items: async (customerId) => (await bench.ask("GET", `/carts/${customerId}/items`))[2],
    };
    return bench;
}

/** An error as the service answers it. */
export const failed = (
    status: number,
    error: string,
    exception: string,
    message: string,
    path: string,
): unknown => [status, JSON_TYPE, JSON.stringify({ status, error, exception, message, path })];

export const missing = (path: string): unknown =>
    failed(500, "Internal Server Error", ILLEGAL, "Cannot find item in cart", path);

export const accepted = [202, null, ""];
