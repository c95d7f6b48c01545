import { shortestFloat32 } from "../../platform/go-dialect.ts";
import { unreadable } from "../../platform/spring-app.ts";

/** A line of a cart as clients see it; the order of the keys is the contract's. */
export interface Line {
    id: string;
    itemId: string;
    quantity: number;
    /** A 32-bit float in its shortest form. */
    unitPrice: number;
}

/** What a client sends of a line. */
export interface SentLine {
    itemId: string | null;
    quantity: number;
    unitPrice: number;
}

/** The largest Java int, which the contract's `quantity` is. */
export const MAX_QUANTITY = 2_147_483_647;

/** Reads a line from a request body; other fields, `id` among them, are ignored. */
export function sentLine(body: unknown): SentLine {
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
        throw unreadable("the request body must be a JSON object");
    }
    const { itemId = "", quantity = 1, unitPrice = 0 } = body as Record<string, unknown>;
    if (typeof itemId !== "string" && itemId !== null) {
        throw unreadable("itemId must be a text");
    }
    if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1) {
        throw unreadable("quantity must be a whole number of at least 1");
    }
    if (quantity > MAX_QUANTITY) {
        throw unreadable(`quantity must be at most ${MAX_QUANTITY}`);
    }
    if (typeof unitPrice !== "number" || unitPrice < 0 || !isFinite(Math.fround(unitPrice))) {
        throw unreadable("unitPrice must be a 32-bit number of at least 0");
    }
    return { itemId, quantity, unitPrice: shortestFloat32(unitPrice) };
}
