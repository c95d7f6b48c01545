import assert from "node:assert/strict";
import { CUSTOMER, FakeShop, Visitor, answer, refused } from "./fake-front-end.ts";

describe("front-end's log-in", () => {
    let shop: FakeShop;
    let visitor: Visitor;

    beforeEach(async () => {
        shop = new FakeShop();
        visitor = new Visitor(shop);
        await visitor.get("/nope");
        shop.lines.length = 0;
        shop.answers.user = () => answer(200, { user: { id: CUSTOMER, firstName: "User" } });
        shop.answers.carts = () => answer(202);
    });

    const logIn = (): Promise<Response> => {
        const cookie = [...visitor.jar].map((pair) => pair.join("=")).join("; ");
        return visitor.send("/login", {
            headers: { Authorization: "Basic dXNlcjpwYXNzd29yZA==", Cookie: cookie },
        });
    };
    const says = async (given: Response): Promise<[number, string | null, string, string[]]> => [
        given.status,
        given.headers.get("content-type"),
        await given.text(),
        given.headers.getSetCookie(),
    ];

    it("passes the credentials on, merges the carts and sets the cookie", async () => {
        assert.deepEqual(await says(await logIn()), [
            200,
            "text/html; charset=utf-8",
            "Cookie is set",
            [`logged_in=${visitor.sessionId}; Max-Age=3600; Path=/`],
        ]);
        assert.deepEqual(shop.asked, [
            "user GET /login",
            `carts GET /carts/${CUSTOMER}/merge?sessionId=${visitor.sessionId}`,
        ]);
        assert.deepEqual(shop.headers[0], { Authorization: "Basic dXNlcjpwYXNzd29yZA==" });
        assert.equal((await visitor.get("/customers/whatever")).status, 200);
        assert.equal(shop.asked.at(-1), `user GET /customers/${CUSTOMER}`);
    });

    it("sets both cookies for a visitor without a session", async () => {
        visitor.jar.clear();
        const cookies = (await logIn()).headers.getSetCookie();
        assert.deepEqual(
            cookies.map((cookie) => cookie.split("=")[0]),
            ["md.sid", "logged_in"],
        );
        assert.equal(visitor.jar.get("logged_in"), visitor.sessionId);
    });

    const failures: [string, () => ReturnType<typeof shop.answers.user>][] = [
        ["the password is wrong", () => answer(401, { status_code: 401 })],
        ["the name is unknown", () => answer(500, { status_code: 500 })],
        ["user is away", refused],
        ["user answers no JSON", () => answer(200, "<html>")],
        ["user names nobody", () => answer(200, { user: {} })],
        ["user names an odd id", () => answer(200, { user: { id: { $gt: "" } } })],
    ];
    for (const [when, given] of failures) {
        it(`is a 401 without a body when ${when}, also for one who was logged in before`, async () => {
            await visitor.logIn();
            visitor.jar.delete("logged_in");
            shop.answers.user = given;
            assert.deepEqual(await says(await logIn()), [401, null, "", []]);
            assert.deepEqual(shop.asked, ["user GET /login"]);
        });
    }

    it("is a 401 without credentials, which user decides as well", async () => {
        shop.answers.user = () => answer(401);
        assert.deepEqual(await says(await visitor.get("/login")), [401, null, "", []]);
        assert.deepEqual(shop.headers, [{}]);
    });

    it("succeeds though the carts can't be merged", async () => {
        for (const outcome of [refused, () => answer(500)]) {
            shop.answers.carts = outcome;
            assert.equal((await logIn()).status, 200);
        }
    });

    it("says in the log what happens, and no secret", async () => {
        await logIn();
        shop.answers.carts = refused;
        await logIn();
        shop.answers.carts = () => answer(500);
        await logIn();
        shop.answers.user = () => answer(401);
        await logIn();
        const free = shop.lines.filter((line) => !line.startsWith("\x1b"));
        assert.deepEqual(free, [
            "Received login request",
            "Carts merged.",
            "Received login request",
            "Error with merging carts: connect ECONNREFUSED 10.0.0.1:80",
            "Received login request",
            "Unable to merge carts. Status code: 500",
            "Received login request",
            "Error with log in: user answered 401",
        ]);
    });

    describe("by registration", () => {
        const body = {
            username: "new",
            password: "secret-word",
            email: "a@b.c",
            firstName: "N",
            lastName: "W",
        };

        it("passes the body on, merges the carts and sets the cookie", async () => {
            shop.answers.user = () => answer(200, { id: CUSTOMER });
            assert.deepEqual(await says(await visitor.ask("POST", "/register", body)), [
                200,
                "application/json; charset=utf-8",
                `{"id":"${CUSTOMER}"}`,
                [`logged_in=${visitor.sessionId}; Max-Age=3600; Path=/`],
            ]);
            assert.deepEqual(shop.asked, [
                `user POST /register ${JSON.stringify(body)}`,
                `carts GET /carts/${CUSTOMER}/merge?sessionId=${visitor.sessionId}`,
            ]);
            assert.ok(!shop.lines.join().includes("secret-word"));
        });

        it("is a 500 without a body when anything fails", async () => {
            const ok = (): ReturnType<typeof answer> => answer(200, { id: CUSTOMER });
            for (const [user, carts] of [
                [() => answer(500, { error: "E11000" }), ok],
                [() => answer(400, { error: "no name" }), ok],
                [() => answer(200, { error: "odd" }), ok],
                [refused, ok],
                [ok, refused],
            ] as const) {
                shop.answers.user = user;
                shop.answers.carts = carts;
                assert.deepEqual(await says(await visitor.ask("POST", "/register", body)), [
                    500,
                    null,
                    "",
                    [],
                ]);
            }
        });
    });
});
