import assert from "node:assert/strict";
import { memoryStore } from "../../../../../components/shop/image/src/services/front-end/sessions/memory-store.ts";
import {
    sessionCookie,
    signedId,
} from "../../../../../components/shop/image/src/services/front-end/sessions/cookie.ts";
import { sessionManager } from "../../../../../components/shop/image/src/services/front-end/sessions/manager.ts";
import type { SessionStore } from "../../../../../components/shop/image/src/services/front-end/sessions/store.ts";
import { FakeShop, Visitor, answer, refused } from "./fake-front-end.ts";

const SECRET = "sooper secret";
const COOKIE = /^md\.sid=s%3A[\w-]{32}\.[\w%]{43,}; Path=\/; HttpOnly$/;

describe("front-end's session cookie", () => {
    it("is signed as express-session does it", () => {
        // Made with OpenSSL: printf abc | openssl dgst -sha256 -hmac 'sooper secret' -binary | base64
        const signature = "xmSYGghhhn3fUNoViYYAvY4f1JIY3v7I9Kxi0puB63E";
        assert.equal(
            sessionCookie("abc", SECRET),
            `md.sid=${encodeURIComponent(`s:abc.${signature}`)}; Path=/; HttpOnly`,
        );
        assert.equal(signedId(`s:abc.${signature}`, SECRET), "abc");
    });

    for (const forged of [
        "",
        "s:",
        "s:abc",
        "abc.x",
        "s:abc.",
        "s:abc.xmSYGghhhn3fUNoViYYAvY4f1JIY3v7I9Kxi0puB63E=",
        "s:abd.xmSYGghhhn3fUNoViYYAvY4f1JIY3v7I9Kxi0puB63E",
        `s:abc.${"é".repeat(43)}`,
    ]) {
        it(`knows "${forged.slice(0, 20)}" as forged`, () => {
            assert.equal(signedId(forged, SECRET), undefined);
        });
    }
});

describe("front-end's sessions", () => {
    let now: number;
    let store: SessionStore;
    let shop: FakeShop;
    let visitor: Visitor;

    beforeEach(() => {
        now = 0;
        store = memoryStore(100, () => now);
        shop = new FakeShop(store);
        visitor = new Visitor(shop);
    });

    it("begin with the first answer, of whatever kind, and then stay", async () => {
        shop.answers.carts = refused;
        for (const [path, status] of [
            ["/catalogue", 200],
            ["/catalogue/images/x.jpeg", 200],
            ["/nope", 404],
            ["/cart", 500],
            ["/orders", 500],
            ["/login", 401],
        ] as const) {
            const fresh = new Visitor(shop);
            const first = await fresh.get(path);
            assert.equal(first.status, status);
            assert.equal(first.headers.getSetCookie().length, 1);
            assert.match(first.headers.getSetCookie()[0] ?? "", COOKIE);
            const second = await fresh.get(path);
            assert.deepEqual(second.headers.getSetCookie(), []);
        }
    });

    it("are not begun by pages, metrics and redirects", async () => {
        for (const path of ["/", "/category.html", "/metrics", "/catalogue/"]) {
            assert.deepEqual((await visitor.get(path)).headers.getSetCookie(), []);
        }
    });

    it("begin anew when the cookie is forged, malformed, or its session is gone", async () => {
        await visitor.get("/cart");
        const known = visitor.sessionId;
        const good = visitor.jar.get("md.sid") ?? "";
        for (const bad of [
            `${good}x`,
            good.replace(known, "a".repeat(32)),
            "%",
            "s%3A",
            "j%3A{}",
        ]) {
            visitor.jar.set("md.sid", bad);
            const given = await visitor.get("/cart");
            assert.equal(given.status, 200);
            assert.match(given.headers.getSetCookie()[0] ?? "", COOKIE);
            assert.notEqual(visitor.sessionId, known);
        }
        visitor.jar.set("md.sid", good);
        now = 86_400_000;
        await visitor.get("/cart");
        assert.notEqual(visitor.sessionId, known);
        assert.equal(shop.asked.at(-1), `carts GET /carts/${visitor.sessionId}/items`);
    });

    it("live on for a day with every request, also one that needs no session", async () => {
        await visitor.get("/cart");
        const known = visitor.sessionId;
        for (const path of ["/catalogue", "/cart", "/nope"]) {
            now += 86_399_999;
            await visitor.get(path);
        }
        await visitor.get("/cart");
        assert.equal(visitor.sessionId, known);
    });

    it("keep to a number in memory; the longest unused goes first", async () => {
        store = memoryStore(3);
        shop = new FakeShop(store);
        const visitors = [1, 2, 3, 4].map(() => new Visitor(shop));
        const [a, b, c, d] = visitors as [Visitor, Visitor, Visitor, Visitor];
        for (const one of [a, b, c]) await one.get("/cart");
        const ids = [a, b].map(({ sessionId }) => sessionId);
        await a.get("/cart");
        await d.get("/cart");
        assert.ok((await store.read(ids[0] ?? "")) !== undefined);
        assert.equal(await store.read(ids[1] ?? ""), undefined);
    });

    describe("without their store", () => {
        beforeEach(() => {
            const down = async (): Promise<never> => {
                throw new Error("The session store is unavailable");
            };
            shop = new FakeShop({ read: down, write: down, touch: () => {}, close: () => {} });
            visitor = new Visitor(shop);
        });

        it("do not stand in the way of pages and the catalogue", async () => {
            visitor.jar.set("md.sid", encodeURIComponent(sessionCookie("abc", SECRET)));
            for (const path of [
                "/",
                "/catalogue",
                "/tags",
                "/customers",
                "/cards/1",
                "/orders/1",
            ]) {
                const given = await visitor.get(path);
                assert.equal(given.status, 200);
                assert.deepEqual(given.headers.getSetCookie(), []);
            }
        });

        it("fail only what needs one, without asking a backend", async () => {
            visitor.jar.set("logged_in", "x");
            const cart = { id: "a", quantity: 1 };
            for (const [method, path, body] of [
                ["GET", "/cart"],
                ["POST", "/cart", cart],
                ["POST", "/cart/update", cart],
                ["DELETE", "/cart"],
                ["DELETE", "/cart/a"],
                ["GET", "/login"],
                ["POST", "/register", {}],
                ["GET", "/customers/1"],
                ["GET", "/card"],
                ["GET", "/address"],
                ["POST", "/cards", {}],
                ["POST", "/addresses", {}],
                ["GET", "/orders"],
                ["POST", "/orders"],
            ] as const) {
                const given = await visitor.ask(method, path, body);
                assert.equal(given.status, 500, path);
                assert.equal(
                    await given.text(),
                    '{"message":"The session store is unavailable","error":{}}',
                );
            }
            assert.deepEqual(shop.asked, []);
        });
    });

    it("may fail just after a log-in was granted: a 401, and nobody is logged in", async () => {
        const failing = memoryStore();
        shop = new FakeShop({
            ...failing,
            write: async (id, data) => {
                if (data.customerId !== undefined) throw new Error("gone");
                await failing.write(id, data);
            },
        });
        visitor = new Visitor(shop);
        shop.answers.user = () => answer(200, { user: { id: "c" } });
        assert.equal((await visitor.get("/login")).status, 401);
        assert.equal(visitor.jar.has("logged_in"), false);
    });
});

describe("front-end's session manager", () => {
    const manager = (env: Record<string, string>): ReturnType<typeof sessionManager> =>
        sessionManager({ env, args: [] }, () => {});

    it("is local unless SESSION_REDIS says anything", () => {
        assert.equal(manager({}).kind, "local");
        assert.equal(manager({ SESSION_REDIS: "", SESSION_REDIS_HOST: "x" }).kind, "local");
        const { kind, store } = manager({ SESSION_REDIS: "no", SESSION_REDIS_HOST: "127.0.0.1:1" });
        store.close();
        assert.equal(kind, "redis based");
    });

    for (const host of ["a:b", "a:0", "a:70000", "redis://a", ":6379", "a b"]) {
        it(`refuses ${host} as an address`, () => {
            assert.throws(() => manager({ SESSION_REDIS: "y", SESSION_REDIS_HOST: host }), {
                name: "SettingError",
                message: new RegExp(`^variable SESSION_REDIS_HOST: found "${host}"`),
            });
        });
    }
});
