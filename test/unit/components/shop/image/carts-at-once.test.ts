import assert from "node:assert/strict";
import { createCarts } from "../../../../../components/shop/image/src/services/carts/carts.ts";
import type { Carts } from "../../../../../components/shop/image/src/services/carts/carts.ts";
import { fakeCarts } from "./fake-carts.ts";
import type { FakeCarts } from "./fake-carts.ts";

const sock = (itemId: string): { itemId: string; quantity: number; unitPrice: number } => ({
    itemId,
    quantity: 1,
    unitPrice: 1,
});

describe("carts changed by many at once", () => {
    let store: FakeCarts;
    let carts: Carts;
    /** Another process with the same store. */
    let others: Carts;

    beforeEach(() => {
        store = fakeCarts();
        carts = createCarts(store);
        others = createCarts(store);
    });

    const quantities = async (customerId: string): Promise<Record<string, number>> => {
        const lines = await carts.lines(customerId);
        return Object.fromEntries(lines.map(({ itemId, quantity }) => [itemId, quantity]));
    };

    it("loses no line and no count within a process", async () => {
        const added = Array.from({ length: 60 }, (_, at) => carts.add("a", sock(`s${at % 20}`)));
        await Promise.all(added);
        const twenty = Array.from({ length: 20 }, (_, at) => [`s${at}`, 3]);
        assert.deepEqual(await quantities("a"), Object.fromEntries(twenty));
    });

    it("tries anew when another process made the cart in between", async () => {
        store.meanwhile = [() => others.add("a", sock("theirs"))];
        await carts.add("a", sock("ours"));
        assert.deepEqual(await quantities("a"), { theirs: 1, ours: 1 });
    });

    it("tries anew when another process changed the cart in between", async () => {
        await carts.add("a", sock("s1"));
        store.meanwhile = [() => others.add("a", sock("s1"))];
        await carts.add("a", sock("s1"));
        assert.deepEqual(await quantities("a"), { s1: 3 });
    });

    it("does not bring a cart back that was deleted and filled again in between", async () => {
        await carts.add("a", sock("old"));
        store.meanwhile = [
            async () => {
                await others.remove("a");
                await others.add("a", sock("new"));
            },
        ];
        await carts.add("a", sock("ours"));
        assert.deepEqual(await quantities("a"), { new: 1, ours: 1 });
    });

    it("gives up with an error when the cart never holds still", async () => {
        const disturb = async (): Promise<void> => {
            store.meanwhile = [disturb];
            await store.remove("a");
            await store.replace("a", [], undefined);
        };
        store.meanwhile = [disturb];
        await assert.rejects(carts.add("a", sock("s2")), {
            status: 500,
            exception: "org.springframework.dao.OptimisticLockingFailureException",
            message: "The cart is being changed by too many at once",
        });
    });

    it("merges a line that comes into the session's cart during the merge", async () => {
        await carts.add("session", sock("s1"));
        // The first read is the session's, the second the customer's: the line comes between.
        store.meanwhile = [() => undefined, () => others.add("session", sock("late"))];
        await carts.merge("user", "session");
        assert.deepEqual(await quantities("user"), { s1: 1, late: 1 });
        assert.deepEqual(store.ids(), ["user"]);
    });

    it("completes a merge that was cut short before the deletion, without doubling lines", async () => {
        await carts.add("session", sock("s1"));
        store.brokenRemove = new Error("killed");
        await assert.rejects(carts.merge("user", "session"), { message: "killed" });
        store.brokenRemove = undefined;
        await carts.merge("user", "session");
        assert.deepEqual(await quantities("user"), { s1: 1 });
        assert.equal((await carts.lines("user")).length, 1);
        assert.deepEqual(store.ids(), ["user"]);
    });
});
