import assert from "node:assert/strict";
import { CUSTOMER, FakeShop, REFUSED_BODY, Visitor, answer, refused } from "./fake-front-end.ts";

describe("front-end's account", () => {
    let shop: FakeShop;
    let visitor: Visitor;

    beforeEach(async () => {
        shop = new FakeShop();
        visitor = new Visitor(shop);
        await visitor.get("/nope");
    });

    const says = async (given: Response): Promise<[number, string | null, string]> => [
        given.status,
        given.headers.get("content-type"),
        await given.text(),
    ];

    for (const path of ["/customers", "/cards", "/addresses", "/cards/57a98d98"]) {
        it(`passes ${path} through: always 200, no content type`, async () => {
            shop.answers.user = () => answer(500, '{"status_code":500}\n');
            assert.deepEqual(await says(await visitor.get(`${path}?x=1`)), [
                200,
                null,
                '{"status_code":500}\n',
            ]);
            assert.deepEqual(shop.asked, [`user GET ${path}`]);
        });
    }

    it("has no address by id", async () => {
        assert.equal((await visitor.get("/addresses/1")).status, 404);
    });

    it("shows a customer but the own data, whatever id is asked for", async () => {
        await visitor.get("/customers/57a98d98e4b00679b4a830b5");
        assert.deepEqual(shop.asked, ["user GET /customers/undefined"]);
        await visitor.logIn();
        await visitor.get("/customers/57a98d98e4b00679b4a830b5");
        assert.deepEqual(shop.asked, [`user GET /customers/${CUSTOMER}`]);
    });

    it("shows the last four digits of the first card", async () => {
        await visitor.logIn();
        const cards = [{ longNum: "5544154011345918", ccv: "958" }, { longNum: "1" }];
        shop.answers.user = () => answer(200, { _embedded: { card: cards } });
        assert.deepEqual(await says(await visitor.get("/card")), [200, null, '{"number":"5918"}']);
        assert.deepEqual(shop.asked, [`user GET /customers/${CUSTOMER}/cards`]);
    });

    it("shows the first address", async () => {
        await visitor.logIn();
        const address = [{ street: "Maes-Y-Deri", number: "4", _links: {} }, {}];
        shop.answers.user = () => answer(200, { _embedded: { address } });
        assert.deepEqual(await says(await visitor.get("/address")), [
            200,
            null,
            '{"street":"Maes-Y-Deri","number":"4","_links":{}}',
        ]);
        assert.deepEqual(shop.asked, [`user GET /customers/${CUSTOMER}/addresses`]);
    });

    for (const path of ["/card", "/address"]) {
        it(`answers status_code 500 with 200 when there is no ${path}, or user errs`, async () => {
            for (const body of [
                { status_code: 500, error: "Invalid Id Hex" },
                { _embedded: { card: [], address: [] } },
                { _embedded: null },
                null,
                [],
            ]) {
                shop.answers.user = () => answer(500, body);
                assert.deepEqual(await says(await visitor.get(path)), [
                    200,
                    null,
                    '{"status_code":500}',
                ]);
            }
            assert.match(shop.asked[0] ?? "", new RegExp(`/customers/${visitor.sessionId}/`));
        });

        it(`answers 500 on ${path} when user is away or talks no JSON`, async () => {
            shop.answers.user = refused;
            const given = await visitor.get(path);
            assert.deepEqual([given.status, await given.text()], [500, REFUSED_BODY]);
            shop.answers.user = () => answer(200, "<html>");
            assert.equal((await visitor.get(path)).status, 500);
        });
    }

    it("creates customers with what was sent", async () => {
        shop.answers.user = () => answer(500, '{"error":"dup", "status_code":500}\n');
        assert.deepEqual(await says(await visitor.ask("POST", "/customers", { username: "x" })), [
            200,
            null,
            '{"error":"dup","status_code":500}',
        ]);
        assert.deepEqual(shop.asked, ['user POST /customers {"username":"x"}']);
        shop.answers.user = () => answer(200, "oh\n");
        assert.equal(await (await visitor.ask("POST", "/customers", {})).text(), '"oh\\n"');
    });

    for (const path of ["/addresses", "/cards"]) {
        it(`adds to ${path} under the visitor's own id, whatever id was sent`, async () => {
            shop.answers.user = () => answer(200, '{"id":"1"}\n');
            const entry = { longNum: "5544154011345918", userID: "somebody" };
            await visitor.ask("POST", path, entry);
            await visitor.logIn();
            shop.answers.user = () => answer(200, '{"id":"1"}\n');
            assert.deepEqual(await says(await visitor.ask("POST", path, entry)), [
                200,
                null,
                '{"id":"1"}',
            ]);
            assert.deepEqual(shop.asked, [
                `user POST ${path} {"longNum":"5544154011345918","userID":"${CUSTOMER}"}`,
            ]);
            assert.ok(!shop.lines.join().includes("55441"));
        });
    }

    it("adds a stranger's address under the session, which user refuses", async () => {
        await visitor.ask("POST", "/addresses", {});
        assert.deepEqual(shop.asked, [`user POST /addresses {"userID":"${visitor.sessionId}"}`]);
    });

    for (const path of ["/customers", "/addresses", "/cards"]) {
        it(`deletes from ${path} and answers user's text encoded once more`, async () => {
            shop.answers.user = () => answer(200, '{"status":true}\n');
            assert.deepEqual(await says(await visitor.ask("DELETE", `${path}/a%2Fb`)), [
                200,
                null,
                '"{\\"status\\":true}\\n"',
            ]);
            assert.deepEqual(shop.asked, [`user DELETE ${path}/a%2Fb`]);
        });
    }

    it("answers 500 with the network error when user is away", async () => {
        shop.answers.user = refused;
        for (const [method, path, body] of [
            ["GET", "/customers"],
            ["GET", "/customers/1"],
            ["GET", "/cards/1"],
            ["POST", "/customers", {}],
            ["POST", "/cards", {}],
            ["DELETE", "/addresses/1"],
        ] as const) {
            const given = await visitor.ask(method, path, body);
            assert.deepEqual([given.status, await given.text()], [500, REFUSED_BODY]);
        }
    });
});
