import type { OrdersReading, StoredOrder } from "../../reading-parts.ts";
import type { RunWriter } from "../write/run-writer.ts";

/** The witness's own orders, each answer once and each order whenever it has changed. */
export class OrderRecord {
    readonly #writer: Pick<RunWriter, "append">;
    #lastAnswerMs = 0;
    readonly #stored = new Map<string, string>();

    constructor(writer: Pick<RunWriter, "append">) {
        this.#writer = writer;
    }

    seen(now: Date, { answers, stored }: OrdersReading): void {
        for (const { asked, status, orderStatus, message, atMs, tookMs } of answers) {
            if (atMs <= this.#lastAnswerMs) continue;
            this.#lastAnswerMs = atMs;
            this.#writer.append("orders", {
                at: new Date(atMs).toISOString(),
                kind: "answer",
                asked,
                status,
                ...(orderStatus === undefined ? {} : { orderStatus }),
                message,
                ms: tookMs,
            });
        }
        for (const order of stored) this.#storedOrder(now, order);
    }

    #storedOrder(now: Date, { id, status, hasShipment }: StoredOrder): void {
        const state = `${status} ${hasShipment}`;
        if (this.#stored.get(id) === state) return;
        this.#stored.set(id, state);
        const at = now.toISOString();
        this.#writer.append("orders", { at, kind: "stored", id, status, hasShipment });
    }
}
