import assert from "node:assert/strict";
import {
    compareDocuments,
    newDocuments,
    type StoredDocument,
} from "../../../../incidents/evidence/documents.ts";

const AT = "2026-01-01T00:10:00.000Z";

/** A document that was made so many seconds before the snapshot. */
function order(hash: string, status = "SHIPPED", secondsBefore = 300): StoredDocument {
    return { madeMs: Date.parse(AT) - secondsBefore * 1_000, hash, status };
}

function card(hash: string): StoredDocument {
    return { ...order(hash), status: undefined };
}

describe("orders and accounts of two snapshots", () => {
    it("are the same where new ones came", () => {
        const before = { orders: { a: order("1") }, cards: {} };
        const after = { orders: { a: order("1"), b: order("2") }, cards: { c: card("3") } };
        assert.deepEqual(compareDocuments(before, after, AT), []);
    });
    it("differ where one that was there is gone or is another", () => {
        const before = { orders: { a: order("1"), b: order("2"), c: order("3") } };
        const after = { orders: { a: order("1"), b: order("9", "PAID") } };
        assert.deepEqual(compareDocuments(before, after, AT), [
            {
                object: "orders b",
                field: "content",
                expected: "SHIPPED sha256:2",
                found: "PAID sha256:9",
            },
            { object: "orders c", field: "content", expected: "SHIPPED sha256:3", found: "gone" },
        ]);
        assert.equal(compareDocuments({ cards: { a: card("1") } }, {}, AT)[0]?.found, "gone");
    });
    it("don't compare what may not have been at its end yet", () => {
        const before = { orders: { a: order("1", "PENDING", 59), b: order("2", "PENDING", 61) } };
        const after = { orders: { a: order("8"), b: order("9") } };
        assert.deepEqual(
            compareDocuments(before, after, AT).map((one) => one.object),
            ["orders b"],
        );
        // Gone is gone, however young.
        const young = { orders: { a: order("1", "PENDING", 1) } };
        assert.equal(compareDocuments(young, { orders: {} }, AT)[0]?.found, "gone");
    });
    it("name three of many differences and count the rest", () => {
        const many = Object.fromEntries("abcde".split("").map((id) => [id, order(id)]));
        const rows = compareDocuments({ orders: many }, { orders: {} }, AT);
        assert.deepEqual(
            rows.map((one) => [one.object, one.found]),
            [
                ["orders a", "gone"],
                ["orders b", "gone"],
                ["orders c", "gone"],
                ["orders", "2 more"],
            ],
        );
    });
    it("say what came, by what it is at", () => {
        const before = { orders: { a: order("1") }, customers: {}, cards: { c: card("1") } };
        const after = {
            orders: { a: order("1"), b: order("2"), c: order("3"), d: order("4", "PAID") },
            customers: { e: card("5") },
            cards: { c: card("1") },
        };
        assert.equal(newDocuments(before, after), "orders 3 (1 PAID, 2 SHIPPED), customers 1");
        assert.equal(newDocuments(after, after), "");
    });
});
