import assert from "node:assert/strict";
import { MongoNetworkError, MongoServerError } from "mongodb";
import { askMongo } from "../../../../../components/shop/image/src/platform/ask-mongo.ts";
import { inTurn } from "../../../../../components/shop/image/src/platform/in-turn.ts";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";

describe("inTurn", () => {
    it("runs calls of one key one after the other, of others at once", async () => {
        const turn = inTurn();
        const seen: string[] = [];
        let open = (): void => {};
        const gate = new Promise<void>((resolve) => {
            open = resolve;
        });
        const first = turn("a", async () => {
            seen.push("a1 begins");
            await gate;
            seen.push("a1 ends");
        });
        const second = turn("a", async () => seen.push("a2"));
        await turn("b", async () => seen.push("b"));
        open();
        await Promise.all([first, second]);
        assert.deepEqual(seen, ["a1 begins", "b", "a1 ends", "a2"]);
    });

    it("goes on after a call that failed", async () => {
        const turn = inTurn();
        const first = turn("a", () => Promise.reject(new Error("no such item")));
        const second = turn("a", async () => "done");
        await assert.rejects(first, { message: "no such item" });
        assert.equal(await second, "done");
    });

    it("fails all that wait when the store is lost, and later calls not", async () => {
        const turn = inTurn();
        let calls = 0;
        const first = turn("a", () => Promise.reject(new StoreLost("gone")));
        const waiting = [1, 2].map(() =>
            turn("a", async () => {
                calls += 1;
            }),
        );
        await assert.rejects(first, { message: "gone" });
        for (const call of waiting) await assert.rejects(call, { message: "gone" });
        assert.equal(calls, 0);
        assert.equal(await turn("a", async () => "back"), "back");
    });
});

describe("askMongo", () => {
    it("tells a store that is gone from one that refuses", async () => {
        const gone = new MongoNetworkError("connect ECONNREFUSED");
        await assert.rejects(
            askMongo(() => Promise.reject(gone)),
            new StoreLost("connect ECONNREFUSED", { cause: gone }),
        );
        const refusal = new MongoServerError({ message: "too large" });
        await assert.rejects(
            askMongo(() => Promise.reject(refusal)),
            refusal,
        );
        assert.equal(await askMongo(async () => 7), 7);
    });
});
