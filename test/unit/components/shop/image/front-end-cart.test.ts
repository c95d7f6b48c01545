import assert from "node:assert/strict";
import { CUSTOMER, FakeShop, REFUSED_BODY, Visitor, answer, refused } from "./fake-front-end.ts";

describe("front-end's cart", () => {
    let shop: FakeShop;
    let visitor: Visitor;
    let cart: string;

    beforeEach(async () => {
        shop = new FakeShop();
        visitor = new Visitor(shop);
        await visitor.get("/nope");
        cart = `/carts/${visitor.sessionId}`;
        shop.answers.catalogue = (path) =>
            path === "/catalogue/a1"
                ? answer(200, { id: "a1", price: 99.99, name: "Holy" })
                : answer(500, { error: "Do: not found", status_code: 500 });
    });

    const says = async (given: Response): Promise<[number, string | null, string]> => [
        given.status,
        given.headers.get("content-type"),
        await given.text(),
    ];
    const failed = (message: string): [number, string, string] => [
        500,
        "application/json; charset=utf-8",
        JSON.stringify({ message, error: {} }),
    ];

    it("is the session's, and the customer's after a log-in", async () => {
        shop.answers.carts = () => answer(200, '[{"itemId":"a1"}]');
        assert.deepEqual(await says(await visitor.get("/cart")), [200, null, '[{"itemId":"a1"}]']);
        assert.deepEqual(shop.asked, [`carts GET ${cart}/items`]);
        await visitor.logIn();
        await visitor.get("/cart");
        assert.deepEqual(shop.asked, [`carts GET /carts/${CUSTOMER}/items`]);
        visitor.jar.delete("logged_in");
        await visitor.get("/cart");
        assert.equal(shop.asked.at(-1), `carts GET ${cart}/items`);
    });

    it("is the session's when the log-in cookie outlived its session", async () => {
        for (const value of ["", "x"]) {
            visitor.jar.set("logged_in", value);
            await visitor.get("/cart");
            assert.equal(shop.asked.at(-1), `carts GET ${cart}/items`);
        }
    });

    it("relays status and body of carts", async () => {
        shop.answers.carts = () => answer(500, '{"message":"x"}');
        assert.deepEqual(await says(await visitor.get("/cart")), [500, null, '{"message":"x"}']);
    });

    it("takes a sock by id and price of the catalogue, whatever quantity is sent", async () => {
        shop.answers.carts = () => answer(201, { id: "x" });
        const given = await visitor.ask("POST", "/cart", { id: "a1", quantity: 7, price: 0 });
        assert.deepEqual(await says(given), [201, null, ""]);
        assert.deepEqual(shop.asked, [
            "catalogue GET /catalogue/a1",
            `carts POST ${cart}/items {"itemId":"a1","unitPrice":99.99}`,
        ]);
        assert.deepEqual(shop.headers[1], { "Content-Type": "application/json" });
    });

    it("stores a phantom line for an unknown sock", async () => {
        shop.answers.carts = () => answer(201);
        assert.deepEqual(await says(await visitor.ask("POST", "/cart", { id: "test-item" })), [
            201,
            null,
            "",
        ]);
        assert.equal(shop.asked[1], `carts POST ${cart}/items {}`);
    });

    for (const [id, path] of [
        ["../tags", "..%2Ftags"],
        ["a?b#c%2F", "a%3Fb%23c%252F"],
        ["..", "%252E%252E"],
        [".", "%252E"],
        [12, "12"],
    ] as const) {
        it(`asks for no other path than that of a sock, given ${id}`, async () => {
            shop.answers.carts = () => answer(201);
            await visitor.ask("POST", "/cart", { id });
            assert.equal(shop.asked[0], `catalogue GET /catalogue/${path}`);
        });
    }

    it("complains of a missing or odd id or quantity", async () => {
        for (const id of [undefined, null, "", {}, { $gt: "" }, ["a1"], true]) {
            assert.deepEqual(
                await says(await visitor.ask("POST", "/cart", { id })),
                failed("Must pass id of item to add"),
            );
            assert.deepEqual(
                await says(await visitor.ask("POST", "/cart/update", { id, quantity: 1 })),
                failed("Must pass id of item to update"),
            );
            assert.deepEqual(
                await says(await visitor.ask("POST", "/cart/update", { id: "a1", quantity: id })),
                failed("Must pass quantity to update"),
            );
        }
        assert.deepEqual(shop.asked, []);
    });

    for (const [quantity, sent] of [
        [5, "5"],
        ["5", "5"],
        [2.9, "2"],
        ["3 pairs", "3"],
        [-1, "-1"],
        ["many", "null"],
    ] as const) {
        it(`sets a quantity of ${quantity} as ${sent}`, async () => {
            shop.answers.carts = () => answer(202);
            const given = await visitor.ask("POST", "/cart/update", { id: "a1", quantity });
            assert.deepEqual(await says(given), [202, null, ""]);
            assert.deepEqual(shop.asked, [
                "catalogue GET /catalogue/a1",
                `carts PATCH ${cart}/items {"itemId":"a1","unitPrice":99.99,"quantity":${sent}}`,
            ]);
        });
    }

    it("tells the status when carts refuses", async () => {
        shop.answers.carts = () => answer(400);
        for (const path of ["/cart", "/cart/update"]) {
            assert.deepEqual(
                await says(await visitor.ask("POST", path, { id: "a1", quantity: -1 })),
                failed("Unable to add to cart. Status code: 400"),
            );
        }
    });

    it("gives up lines and itself with the status of carts and no body", async () => {
        for (const status of [202, 500]) {
            shop.answers.carts = () => answer(status, "something");
            assert.deepEqual(await says(await visitor.ask("DELETE", "/cart")), [status, null, ""]);
            assert.deepEqual(await says(await visitor.ask("DELETE", "/cart/a%2F..%3Fb")), [
                status,
                null,
                "",
            ]);
        }
        assert.deepEqual(shop.asked.slice(0, 2), [
            `carts DELETE ${cart}`,
            `carts DELETE ${cart}/items/a%2F..%3Fb`,
        ]);
    });

    it("answers 500 where upstream's process ends", async () => {
        const post = (path: string): Promise<Response> =>
            visitor.ask("POST", path, { id: "a1", quantity: 1 });
        shop.answers.catalogue = refused;
        for (const path of ["/cart", "/cart/update"]) {
            const given = await post(path);
            assert.deepEqual([given.status, await given.text()], [500, REFUSED_BODY]);
        }
        shop.answers.catalogue = () => answer(502, "<html>");
        assert.deepEqual(
            await says(await post("/cart")),
            failed("The answer of catalogue is not JSON. Status code: 502"),
        );
        for (const body of ["null", "[]", "1"]) {
            shop.answers.catalogue = () => answer(200, body);
            shop.answers.carts = () => answer(201);
            assert.equal((await post("/cart")).status, 201);
        }
    });

    describe("given a body", () => {
        const post = (body: string, type = "application/json"): Promise<Response> =>
            visitor.send("/cart", {
                method: "POST",
                body,
                headers: { "Content-Type": type, Cookie: "" },
            });

        for (const body of ["{", '"text"', "null", "[1]", "\u0000"]) {
            it(`of ${JSON.stringify(body)} answers 500, with a cookie and a line in the log`, async () => {
                shop.lines.length = 0;
                const given = await post(body);
                assert.deepEqual(
                    await says(given),
                    failed("The request body is not a valid JSON object"),
                );
                assert.equal(given.headers.getSetCookie().length, 1);
                assert.equal(shop.lines.length, 1);
            });
        }

        it("that is empty or of another type takes it for no id", async () => {
            for (const given of [await post(""), await post('{"id":"a1"}', "text/plain")]) {
                assert.deepEqual(await says(given), failed("Must pass id of item to add"));
            }
        });

        it("of more than 100 KiB answers 413", async () => {
            const given = await post(JSON.stringify({ id: "a1", more: "x".repeat(100 * 1024) }));
            assert.equal(given.status, 413);
            assert.equal(await given.text(), '{"message":"request entity too large","error":{}}');
            assert.deepEqual(shop.asked, []);
        });
    });
});
