import assert from "node:assert/strict";
import { cardNumber, logIn, register, registerBuyer } from "../support/shop-accounts.ts";
import { Buyer } from "../support/shop-buyer.ts";
import { basic, type ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { scrape } from "../support/shop-observability.ts";
import { assertRow } from "../support/shop-rows.ts";
import { queueDrained } from "../support/shop-scenarios.ts";
import { SOCKS, sockNamed, TAGS } from "../support/shop-socks.ts";
import { SERVICES, type ServiceName } from "../../components/shop/topology.ts";

const SOCK = sockNamed("Colourful").id;
const HOLY = sockNamed("Holy").id;

// shop-api.md, section 10: the black-box contract for the front door, and section 9: the load test.
describe("contract: a purchase, from the front door", function () {
    this.timeout(60_000);
    const shop = useShop();

    async function lines(visitor: ShopClient): Promise<{ itemId: string; quantity: number }[]> {
        const answer = await visitor.get("/cart");
        assert.equal(answer.status, 200, answer.toString());
        const all = answer.json() as { itemId: string; quantity: number }[];
        return all.map(({ itemId, quantity }) => ({ itemId, quantity }));
    }

    async function add(visitor: ShopClient, id: string): Promise<void> {
        await assertRow(visitor, { ask: "POST /cart", json: { id }, status: 201, says: "" });
    }

    it("1: the home page, a redirect and a 404", async () => {
        const visitor = shop.visitor();
        await assertRow(visitor, { ask: "GET /", status: 200, says: /<title>WeaveSocks<\/title>/ });
        const moved = await assertRow(visitor, { ask: "GET /category.html/", status: 301 });
        assert.equal(moved.headers.location, "/category.html");
        await assertRow(visitor, { ask: "GET /nope", status: 404 });
    });

    it("2: the catalogue, its pages and every picture", async () => {
        const visitor = shop.visitor();
        const five = (await visitor.get("/catalogue?size=5")).json() as { id: string }[];
        assert.deepEqual(
            five.map(({ id }) => id),
            SOCKS.slice(0, 5).map(({ id }) => id),
        );
        assert.deepEqual((await visitor.get("/catalogue/size")).json(), { size: 9, err: null });
        const magic = (await visitor.get("/catalogue?tags=magic")).json() as {
            id: string;
            tag: string[];
        }[];
        assert.deepEqual(
            magic.map(({ id, tag }) => ({ id, tag })),
            [{ id: HOLY, tag: ["magic"] }],
        );
        assert.equal((await visitor.get("/catalogue?tags=none")).json(), null);
        assert.deepEqual((await visitor.get("/catalogue?page=99")).json(), []);
        for (const path of new Set(SOCKS.flatMap((sock) => sock.images))) {
            const picture = await assertRow(visitor, {
                ask: `GET ${path}`,
                status: 200,
                type: "image/jpeg",
            });
            assert.ok(Number(picture.headers["content-length"]) > 0, path);
        }
    });

    it("3: the tags", async () => {
        await assertRow(shop.visitor(), {
            ask: "GET /tags",
            status: 200,
            is: { tags: TAGS, err: null },
        });
    });

    it("4: an unknown sock is a 200 around an error", async () => {
        const visitor = shop.visitor();
        const answer = await assertRow(visitor, { ask: "GET /catalogue/unknown", status: 200 });
        assert.ok((answer.json() as { status_code: number }).status_code >= 400);
        await visitor.get(`/catalogue/${SOCK}`);
    });

    it("5: a log-in, a wrong password and none", async () => {
        const visitor = shop.visitor();
        const login = { ask: "GET /login" };
        await assertRow(visitor, { ...login, status: 401 });
        await assertRow(visitor, { ...login, headers: basic("user", "wrong"), status: 401 });
        await assertRow(visitor, { ...login, headers: basic("user", "password"), status: 200 });
        assert.deepEqual([...visitor.cookies.keys()].sort(), ["logged_in", "md.sid"]);
    });

    it("6: a registration, and the same name again", async () => {
        const visitor = shop.visitor();
        const { username, id } = await register(visitor);
        assert.match(id, /^[0-9a-f]{24}$/);
        assert.deepEqual([...visitor.cookies.keys()].sort(), ["logged_in", "md.sid"]);
        const again = { username, password: "x", email: "", firstName: "", lastName: "" };
        await assertRow(shop.visitor(), { ask: "POST /register", json: again, status: 500 });
    });

    it("7: an anonymous cart, taken along into the customer's at log-in", async () => {
        const account = await register(shop.visitor());
        const visitor = shop.visitor();
        await add(visitor, SOCK);
        assert.deepEqual(await lines(visitor), [{ itemId: SOCK, quantity: 1 }]);
        await add(visitor, SOCK);
        assert.deepEqual(await lines(visitor), [{ itemId: SOCK, quantity: 2 }]);
        const update = { id: SOCK, quantity: 5 };
        await assertRow(visitor, { ask: "POST /cart/update", json: update, status: 202, says: "" });
        assert.deepEqual(await lines(visitor), [{ itemId: SOCK, quantity: 5 }]);
        await assertRow(visitor, { ask: `DELETE /cart/${SOCK}`, status: 202, says: "" });
        await assertRow(visitor, { ask: `DELETE /cart/${SOCK}`, status: 500 });
        await add(visitor, HOLY);
        await logIn(visitor, account);
        assert.deepEqual(await lines(visitor), [{ itemId: HOLY, quantity: 1 }]);
        await assertRow(visitor, { ask: "DELETE /cart", status: 202, says: "" });
        assert.deepEqual(await lines(visitor), []);
    });

    it("8: the seed user's card, and an anonymous visitor's", async () => {
        const visitor = shop.visitor();
        await assertRow(visitor, { ask: "GET /card", status: 200, is: { status_code: 500 } });
        await logIn(visitor, { username: "user", password: "password" });
        await assertRow(visitor, { ask: "GET /card", status: 200, is: { number: "5918" } });
    });

    it("9: an order, one above the threshold, one without address and card, one of nobody", async () => {
        const visitor = shop.visitor();
        const message = "User not logged in.";
        await assertRow(visitor, { ask: "POST /orders", status: 500, is: { message, error: {} } });
        const { id } = await registerBuyer(visitor);
        await add(visitor, SOCK);
        const placed = await assertRow(visitor, { ask: "POST /orders", status: 201, type: null });
        const order = placed.json() as {
            total: number;
            status: string;
            shipment: { name: string };
        };
        assert.deepEqual(
            { total: order.total, status: order.status, name: order.shipment.name },
            { total: 22.99, status: "SHIPPED", name: id },
        );
        // Upstream's page empties the cart, not the server.
        assert.equal((await lines(visitor)).length, 1);
        await assertRow(visitor, {
            ask: "POST /cart/update",
            json: { id: SOCK, quantity: 6 },
            status: 202,
        });
        const declined = await assertRow(visitor, { ask: "POST /orders", status: 406 });
        assert.equal(
            (declined.json() as { message: string }).message,
            "Payment declined: amount exceeds 105.00",
        );
        const poor = shop.visitor();
        await register(poor);
        await add(poor, SOCK);
        await assertRow(poor, {
            ask: "POST /orders",
            status: 406,
            says: /Order requires customer, address, card and items/,
        });
    });

    it("9: the sock Holy, at 104.98, is not declined", async () => {
        const visitor = shop.visitor();
        await registerBuyer(visitor);
        await add(visitor, HOLY);
        await assertRow(visitor, { ask: "POST /orders", status: 201, says: /"total":104\.98[,}]/ });
    });

    it("10: the list of orders, and one of them", async () => {
        const visitor = shop.visitor();
        const { id: customer } = await registerBuyer(visitor);
        await assertRow(visitor, { ask: "GET /orders", status: 201, type: null, is: [] });
        await add(visitor, SOCK);
        const { id } = (await visitor.post("/orders", {})).json() as { id: string };
        const list = await assertRow(visitor, { ask: "GET /orders", status: 201 });
        const orders = list.json() as { _links: { self: { href: string } }; status: string }[];
        assert.deepEqual(
            orders.map((one) => [one._links.self.href.split("/").at(-1), one.status]),
            [[id, "SHIPPED"]],
        );
        const one = await assertRow(visitor, { ask: `GET /orders/${id}`, status: 200 });
        assert.match(one.headers["content-type"] ?? "", /^application\/hal\+json/);
        assert.equal((one.json() as { customerId: string }).customerId, customer);
    });

    it("11: queue-master logs the customer once per order", async () => {
        const since = new Date();
        const visitor = shop.visitor();
        const { id } = await registerBuyer(visitor);
        await add(visitor, SOCK);
        await assertRow(visitor, { ask: "POST /orders", status: 201 });
        const received = new RegExp(`Received shipment task: ${id}$`);
        await shop.logged("queue-master", received, since);
        await queueDrained(shop);
        assert.equal((await shop.logged("queue-master", received, since)).length, 1);
    });

    for (const name of Object.keys(SERVICES) as ServiceName[]) {
        it(`12: the metrics of ${name} are what Prometheus reads, with the request histogram`, async () => {
            const client = name === "front-end" ? shop.visitor() : await shop.backend(name);
            const path = name === "queue-master" ? "/prometheus" : "/metrics";
            await client.get("/health");
            const names = new Set((await scrape(client, path)).map((sample) => sample.name));
            assert.ok(names.has("request_duration_seconds_bucket"));
        });
    }

    it("the nine steps of the load test, as an own account and as the seed user", async () => {
        const buyer = await Buyer.register(shop.visitor());
        for (const _ of [1, 2, 3]) {
            const order = await buyer.pass();
            assert.deepEqual([order.status, order.customerId], ["SHIPPED", buyer.account.id]);
        }
        const seed = new Buyer(shop.visitor(), { id: "", username: "user", password: "password" });
        assert.equal((await seed.pass()).status, "SHIPPED");
    });

    it("three orders at the same time are three orders, none lost and none half-written", async () => {
        const visitor = shop.visitor();
        await registerBuyer(visitor);
        await add(visitor, SOCK);
        const answers = await Promise.all([1, 2, 3].map(() => visitor.post("/orders", {})));
        assert.deepEqual(
            answers.map((answer) => answer.status),
            [201, 201, 201],
        );
        const orders = (await visitor.get("/orders")).json() as { status: string }[];
        assert.deepEqual(
            orders.map(({ status }) => status),
            ["SHIPPED", "SHIPPED", "SHIPPED"],
        );
    });

    it("neither the card nor the password of a purchase is in any log", async () => {
        const since = new Date();
        const visitor = shop.visitor();
        const longNum = cardNumber();
        const account = await registerBuyer(visitor, longNum);
        await logIn(visitor, account);
        await add(visitor, SOCK);
        await assertRow(visitor, { ask: "POST /orders", status: 201 });
        await visitor.get("/orders");
        const token = Buffer.from(`${account.username}:${account.password}`).toString("base64");
        for (const name of Object.keys(SERVICES) as ServiceName[]) {
            const log = await shop.logsSince(name, since);
            for (const secret of [longNum, account.password, token]) {
                assert.ok(!log.includes(secret), `${name} logs ${secret}`);
            }
        }
    });
});
