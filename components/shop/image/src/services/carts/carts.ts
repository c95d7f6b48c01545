import { randomBytes } from "node:crypto";
import { inTurn } from "../../platform/in-turn.ts";
import { BootError, unreadable } from "../../platform/spring-app.ts";
import { MAX_QUANTITY } from "./line.ts";
import type { Line, SentLine } from "./line.ts";
import type { Cart, CartStore } from "./store.ts";

/** What can be done with carts; a line that is asked for and isn't there rejects with the contract's error. */
export interface Carts {
    lines(customerId: string): Promise<readonly Line[]>;
    line(customerId: string, itemId: string): Promise<Line>;
    /** Adds a line, or one to the quantity of the line that has the item. */
    add(customerId: string, sent: SentLine): Promise<Line>;
    setQuantity(customerId: string, sent: SentLine): Promise<void>;
    removeLine(customerId: string, itemId: string): Promise<void>;
    remove(customerId: string): Promise<void>;
    /** Moves the session cart's lines to the customer's cart; equal items stay lines of their own. */
    merge(customerId: string, sessionId: string): Promise<void>;
}

/** The lines of a cart after a change, and what the caller is told. */
interface Change<T> {
    lines: readonly Line[];
    result: T;
}

/** How often a change is tried anew when another process writes the same cart in between. */
const TRIES = 20;

/** The rules of carts over a store. No change is lost, whoever else changes the same cart. */
export function createCarts(store: CartStore): Carts {
    const turn = inTurn();

    function change<T>(
        customerId: string,
        edit: (lines: readonly Line[]) => Change<T>,
    ): Promise<T> {
        return turn(customerId, async () => {
            for (let tries = 0; tries < TRIES; tries += 1) {
                const cart = await store.read(customerId);
                const { lines, result } = edit(cart.lines);
                if (await store.replace(customerId, lines, cart.revision)) return result;
            }
            throw contended();
        });
    }

    /** Removes exactly the cart that was read; false when it has changed since. */
    const removeRead = (customerId: string, { revision }: Cart): Promise<boolean> =>
        turn(customerId, () => store.remove(customerId, revision));

    return {
        lines: async (customerId) => (await store.read(customerId)).lines,
        line: async (customerId, itemId) => ofItem((await store.read(customerId)).lines, itemId),
        add: (customerId, { itemId, quantity, unitPrice }) =>
            change(customerId, (lines) => {
                if (itemId === null) throw nullItem();
                const found = lines.find((line) => line.itemId === itemId);
                if (found === undefined) {
                    const id = randomBytes(12).toString("hex");
                    const line = { id, itemId, quantity, unitPrice };
                    return { lines: [...lines, line], result: line };
                }
                if (found.quantity >= MAX_QUANTITY) {
                    throw unreadable(`quantity must be at most ${MAX_QUANTITY}`);
                }
                const line = { ...found, quantity: found.quantity + 1 };
                return { lines: lines.with(lines.indexOf(found), line), result: line };
            }),
        setQuantity: (customerId, { itemId, quantity }) =>
            change(customerId, (lines) => {
                const line = ofItem(lines, itemId);
                const changed = lines.with(lines.indexOf(line), { ...line, quantity });
                return { lines: changed, result: undefined };
            }),
        removeLine: (customerId, itemId) =>
            change(customerId, (lines) => ({
                lines: lines.toSpliced(lines.indexOf(ofItem(lines, itemId)), 1),
                result: undefined,
            })),
        remove: async (customerId) => {
            await turn(customerId, () => store.remove(customerId));
        },
        merge: async (customerId, sessionId) => {
            // Upstream would append the cart to itself and then delete it.
            if (customerId === sessionId) return;
            for (let tries = 0; tries < TRIES; tries += 1) {
                const session = await store.read(sessionId);
                if (session.revision === undefined) return;
                if (session.lines.length > 0) {
                    await change(customerId, (lines) => ({
                        // A merge that was cut short before the deletion is repeated by the next one.
                        lines: [...lines, ...session.lines.filter(isNotIn(lines))],
                        result: undefined,
                    }));
                }
                if (await removeRead(sessionId, session)) return;
            }
            throw contended();
        },
    };
}

/** The first line of an item. */
function ofItem(lines: readonly Line[], itemId: string | null): Line {
    const line = lines.find((line) => line.itemId === itemId);
    if (line !== undefined) return line;
    const exception = "java.lang.IllegalArgumentException";
    throw new BootError(500, exception, "Cannot find item in cart");
}

function isNotIn(lines: readonly Line[]): (line: Line) => boolean {
    const ids = new Set(lines.map(({ id }) => id));
    return ({ id }) => !ids.has(id);
}

function nullItem(): BootError {
    const exception = "javax.validation.ConstraintViolationException";
    return new BootError(500, exception, "itemId must not be null");
}

function contended(): BootError {
    const exception = "org.springframework.dao.OptimisticLockingFailureException";
    return new BootError(500, exception, "The cart is being changed by too many at once");
}
