import assert from "node:assert/strict";
import { CUSTOMER, FakeShop, REFUSED_BODY, Visitor, answer, refused } from "./fake-front-end.ts";

const BASE = `http://user/customers/${CUSTOMER}`;
const LINKS = {
    customer: { href: BASE },
    addresses: { href: `${BASE}/addresses` },
    cards: { href: `${BASE}/cards` },
};
const ORDER =
    `{"customer":"${BASE}","address":"http://user/addresses/a1",` +
    `"card":"http://user/cards/c1","items":"http://carts/carts/${CUSTOMER}/items"}`;
const self = (href: string): unknown => ({
    longNum: "5544154011345918",
    _links: { self: { href } },
});

describe("front-end's orders", () => {
    let shop: FakeShop;
    let visitor: Visitor;

    beforeEach(async () => {
        shop = new FakeShop();
        visitor = new Visitor(shop);
        await visitor.logIn();
        shop.answers.user = (path) => {
            if (path.endsWith("/addresses")) {
                const address = [
                    self("http://user/addresses/a1"),
                    self("http://user/addresses/a2"),
                ];
                return answer(200, { _embedded: { address } });
            }
            return path.endsWith("/cards")
                ? answer(200, { _embedded: { card: [self("http://user/cards/c1")] } })
                : answer(200, { _links: LINKS });
        };
        shop.answers.orders = () =>
            answer(201, {
                id: "o1",
                status: "SHIPPED",
                card: { longNum: "5544154011345918" },
                total: 22.99,
            });
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
    const post = (): Promise<Response> => visitor.ask("POST", "/orders");

    it("are placed with the first address, the first card and the cart", async () => {
        assert.deepEqual(await says(await post()), [
            201,
            null,
            '{"id":"o1","status":"SHIPPED","card":{"longNum":"5544154011345918"},"total":22.99}',
        ]);
        assert.deepEqual(shop.asked, [
            `user GET /customers/${CUSTOMER}`,
            `user GET /customers/${CUSTOMER}/addresses`,
            `user GET /customers/${CUSTOMER}/cards`,
            `orders POST /orders ${ORDER}`,
        ]);
    });

    it("are logged with links, status and message, but no card", async () => {
        await post();
        shop.answers.orders = () =>
            answer(406, { status: 406, message: "Payment declined: amount exceeds 105.00" });
        await post();
        const free = shop.lines.filter((line) => !line.startsWith("\x1b"));
        assert.deepEqual(free, [
            `Posting Order: ${ORDER}`,
            'Order response: {"statusCode":201,"id":"o1","status":"SHIPPED"}',
            `Posting Order: ${ORDER}`,
            'Order response: {"statusCode":406,"status":406,"message":"Payment declined: amount exceeds 105.00"}',
        ]);
    });

    it("relay a refusal and a failure of orders", async () => {
        for (const status of [406, 500]) {
            shop.answers.orders = () => answer(status, { status, message: "x" });
            assert.deepEqual(await says(await post()), [
                status,
                null,
                `{"status":${status},"message":"x"}`,
            ]);
        }
    });

    it("go out without an address and a card that don't exist", async () => {
        for (const none of [answer(200, { _embedded: {} }), answer(500, { status_code: 500 })]) {
            shop.answers.user = (path) =>
                path.endsWith("s") ? none : answer(200, { _links: LINKS });
            await post();
            assert.match(shop.asked.at(-1) ?? "", /"address":null,"card":null,/);
        }
    });

    it("need a log-in, by cookie and by session", async () => {
        const stranger = new Visitor(shop);
        await stranger.get("/nope");
        const early = new Visitor(shop);
        await early.get("/nope");
        early.jar.set("logged_in", "x");
        visitor.jar.delete("logged_in");
        for (const one of [stranger, early, visitor]) {
            for (const method of ["GET", "POST"]) {
                assert.deepEqual(
                    await says(await one.ask(method, "/orders")),
                    failed("User not logged in."),
                );
            }
        }
        assert.deepEqual(shop.asked, []);
    });

    it("answer 500 when the customer can't be read, where upstream's process ends", async () => {
        shop.answers.user = () => answer(500, { status_code: 500 });
        assert.deepEqual(
            await says(await post()),
            failed("Unable to read the customer. Status code: 500"),
        );
        shop.answers.user = () => answer(200, "<html>");
        assert.deepEqual(
            await says(await post()),
            failed("The answer of user is not JSON. Status code: 200"),
        );
        shop.answers.user = () =>
            answer(200, { _links: { ...LINKS, cards: { href: "not a link" } } });
        assert.equal((await post()).status, 500);
        assert.ok(!shop.asked.some((line) => line.startsWith("orders")));
    });

    it("answer 500 when orders or user are away or talk no JSON", async () => {
        shop.answers.orders = refused;
        const away = await post();
        assert.deepEqual([away.status, await away.text()], [500, REFUSED_BODY]);
        shop.answers.orders = () => answer(503, "<html>");
        assert.deepEqual(
            await says(await post()),
            failed("The answer of orders is not JSON. Status code: 503"),
        );
        shop.answers.user = refused;
        assert.equal((await post()).status, 500);
    });

    it("are listed with status 201", async () => {
        const customerOrders = [{ total: 1, status: "PAID" }];
        shop.answers.orders = () => answer(200, { _embedded: { customerOrders } });
        assert.deepEqual(await says(await visitor.get("/orders")), [
            201,
            null,
            '[{"total":1,"status":"PAID"}]',
        ]);
        assert.deepEqual(shop.asked, [
            `orders GET /orders/search/customerId?sort=date&custId=${CUSTOMER}`,
        ]);
    });

    it("are an empty list when orders knows none", async () => {
        shop.answers.orders = () => answer(404);
        assert.deepEqual(await says(await visitor.get("/orders")), [201, null, "[]"]);
    });

    it("answer 500 when the list can't be had", async () => {
        shop.answers.orders = () => answer(500, { status: 500, message: "x" });
        assert.deepEqual(
            await says(await visitor.get("/orders")),
            failed("Unable to read orders. Status code: 500"),
        );
        shop.answers.orders = () => answer(200, "oh");
        assert.equal((await visitor.get("/orders")).status, 500);
        shop.answers.orders = refused;
        const away = await visitor.get("/orders");
        assert.deepEqual([away.status, await away.text()], [500, REFUSED_BODY]);
    });

    it("are relayed one by one, by anyone, with path, query, status and type", async () => {
        shop.answers.orders = () => ({
            ...answer(200, '{"total":1}'),
            contentType: "application/hal+json;charset=UTF-8",
            headers: { "x-application-context": "orders:8080", "content-length": "9" },
        });
        const given = await new Visitor(shop).get("/orders/o1?projection=a%20b");
        assert.deepEqual(await says(given), [
            200,
            "application/hal+json;charset=UTF-8",
            '{"total":1}',
        ]);
        assert.equal(given.headers.get("x-application-context"), "orders:8080");
        assert.equal(given.headers.get("content-length"), "11");
        assert.deepEqual(shop.asked, ["orders GET /orders/o1?projection=a%20b"]);
        shop.answers.orders = () => answer(404);
        assert.equal((await visitor.get("/orders/o2")).status, 404);
        shop.answers.orders = refused;
        assert.equal((await visitor.get("/orders/o1")).status, 500);
    });
});
