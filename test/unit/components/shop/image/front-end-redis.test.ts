import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { redisStore } from "../../../../../components/shop/image/src/services/front-end/sessions/redis-store.ts";
import type { SessionStore } from "../../../../../components/shop/image/src/services/front-end/sessions/store.ts";
import { FakeRedis } from "./fake-redis.ts";

const COOKIE = '{"cookie":{"originalMaxAge":null,"expires":null,"httpOnly":true,"path":"/"}';

describe("front-end's sessions in Redis", () => {
    let redis: FakeRedis;
    let store: SessionStore;
    let lines: string[];
    let log: EventEmitter;

    const says = async (start: string): Promise<void> => {
        while (lines.at(-1)?.startsWith(start) !== true) await once(log, "line");
    };

    beforeEach(async () => {
        redis = new FakeRedis();
        await redis.start();
        lines = [];
        log = new EventEmitter();
        store = redisStore({ host: "127.0.0.1", port: redis.port, password: "pw" }, (line) => {
            lines.push(line);
            log.emit("line");
        });
        await says("Connected");
    });
    afterEach(async () => {
        store.close();
        await redis.stop();
    });

    it("are behind a password", () => {
        assert.deepEqual(redis.commands[0], ["hello", "3", "AUTH", "default", "pw"]);
    });

    it("are written as express-session does, for a day", async () => {
        await store.write("abc", {});
        await store.write("abc", { customerId: "57a98d98e4b00679b4a830b2" });
        assert.deepEqual(redis.commands.slice(-2), [
            ["set", "sess:abc", `${COOKIE}}`, "EX", "86400"],
            [
                "set",
                "sess:abc",
                `${COOKIE},"customerId":"57a98d98e4b00679b4a830b2"}`,
                "EX",
                "86400",
            ],
        ]);
    });

    it("are read and kept for another day in one command", async () => {
        await store.write("abc", { customerId: "57a9" });
        assert.deepEqual(await store.read("abc"), { customerId: "57a9" });
        assert.deepEqual(redis.commands.at(-1), ["getex", "sess:abc", "EX", "86400"]);
        assert.equal(await store.read("abd"), undefined);
    });

    for (const [text, found] of [
        [`${COOKIE}}`, {}],
        [`${COOKIE},"customerId":{"$gt":""}}`, {}],
        [`${COOKIE},"customerId":"a","cart":1}`, { customerId: "a" }],
        ["[]", undefined],
        ["{", undefined],
        ["null", undefined],
    ] as const) {
        it(`read ${text.slice(-20)} without trouble`, async () => {
            redis.values.set("sess:abc", text);
            assert.deepEqual(await store.read("abc"), found);
        });
    }

    it("are kept alive in one write for many", async () => {
        const before = redis.pieces;
        for (const id of ["a", "b", "a"]) store.touch(id);
        while (redis.commands.at(-1)?.[1] !== "sess:b") await once(redis, "command");
        assert.equal(redis.pieces, before + 1);
        assert.deepEqual(redis.commands.slice(-2), [
            ["expire", "sess:a", "86400"],
            ["expire", "sess:b", "86400"],
        ]);
    });

    it("fail at once while the server is away, and come back with it", async () => {
        await redis.stop();
        await says("Session store unavailable");
        const unavailable = { message: "The session store is unavailable" };
        const atOnce = (call: Promise<unknown>): Promise<unknown> =>
            Promise.race([call, new Promise((resolve) => setImmediate(resolve, "waits"))]);
        await Promise.all([
            assert.rejects(atOnce(store.read("a")), unavailable),
            assert.rejects(atOnce(store.write("a", {})), unavailable),
        ]);
        store.touch("a");
        await redis.start();
        await says("Connected");
        await store.write("a", { customerId: "c" });
        assert.deepEqual(await store.read("a"), { customerId: "c" });
        assert.deepEqual(
            lines.filter((line) => line.startsWith("Connected")),
            ["Connected to the session store", "Connected to the session store"],
        );
    });
});
