import assert from "node:assert/strict";
import { ADDRESS, cardNumber, person, unique } from "../support/shop-accounts.ts";
import { type Answer, basic, type ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { valueOf } from "../support/shop-metrics.ts";
import { GO_BUCKETS, healthy, histogramTests, scrape } from "../support/shop-observability.ts";
import { goError, refused, type Row, rows } from "../support/shop-rows.ts";

const HAL = /^application\/hal\+json/;
const TEXT_TYPE = "text/plain; charset=utf-8";
const SEED = "57a98d98e4b00679b4a830";
const UNKNOWN = "000000000000000000000000";

interface Entity {
    id: string;
    [key: string]: unknown;
}

function hal(answer: Answer): void {
    assert.match(answer.headers["content-type"] ?? "", HAL);
    assert.ok(answer.text.endsWith("}\n"));
}

function is(value: unknown): (answer: Answer) => void {
    return (answer) => {
        hal(answer);
        assert.deepEqual(answer.json(), value);
    };
}

function customerOf(id: string, firstName: string, lastName: string, username: string): object {
    const self = { href: `http://user/customers/${id}` };
    const [addresses, cards] = ["addresses", "cards"].map((list) => ({
        href: `${self.href}/${list}`,
    }));
    return {
        firstName,
        lastName,
        username,
        id,
        _links: { addresses, cards, customer: self, self },
    };
}

function addressOf(id: string, address: object): object {
    const self = { href: `http://user/addresses/${id}` };
    return { ...address, id, _links: { address: self, self } };
}

function cardOf(id: string, longNum: string, expires: string, ccv: string): object {
    const self = { href: `http://user/cards/${id}` };
    return { longNum, expires, ccv, id, _links: { card: self, self } };
}

const ABERDARE = {
    street: "Maes-Y-Deri",
    number: "4",
    country: "United Kingdom",
    city: "Aberdare",
    postcode: "CF44 6TF",
};
const SEED_CUSTOMERS = [
    {
        id: `${SEED}af`,
        names: ["Eve", "Berger", "Eve_Berger"],
        password: "eve",
        address: "ad",
        card: "ae",
    },
    {
        id: `${SEED}b2`,
        names: ["User", "Name", "user"],
        password: "password",
        address: "b0",
        card: "b1",
    },
    {
        id: `${SEED}b5`,
        names: ["User1", "Name1", "user1"],
        password: "password",
        address: "b3",
        card: "b4",
    },
].map((one) => {
    const [firstName = "", lastName = "", username = ""] = one.names;
    return { ...one, username, customer: customerOf(one.id, firstName, lastName, username) };
});
const SEED_ADDRESSES = [
    addressOf(`${SEED}ad`, ADDRESS),
    addressOf(`${SEED}b0`, ADDRESS),
    addressOf(`${SEED}b3`, ABERDARE),
    addressOf("57a98ddce4b00679b4a830d1", {
        ...{ street: "my road", number: "3", country: "UK", city: "London", postcode: "" },
    }),
];
const SEED_CARDS = [
    cardOf(`${SEED}ae`, "5953580604169678", "08/19", "678"),
    cardOf(`${SEED}b1`, "5544154011345918", "08/19", "958"),
    cardOf(`${SEED}b4`, "0908415193175205", "08/19", "280"),
    cardOf("57a98ddce4b00679b4a830d2", "5429804235432", "04/16", "432"),
];

// shop-api.md, section 6.
describe("contract: user", function () {
    this.timeout(60_000);
    const shop = useShop();
    const user = (): Promise<ShopClient> => shop.backend("user");
    const fails = (error: string, status = 500): Omit<Row, "ask"> => ({
        status,
        type: TEXT_TYPE,
        is: goError(error, status),
    });

    describe("seed", () => {
        rows(user, [
            ...SEED_CUSTOMERS.map(({ id, username, password, customer }) => ({
                ask: "GET /login",
                when: username,
                headers: basic(username, password),
                status: 200,
                check: (answer: Answer) => {
                    is({ user: customer })(answer);
                    assert.equal((answer.json() as { user: Entity }).user.id, id);
                },
            })),
            ...SEED_CUSTOMERS.map(({ id, customer }) => ({
                ask: `GET /customers/${id}`,
                status: 200,
                check: is(customer),
            })),
            ...SEED_CUSTOMERS.flatMap(({ id, address, card }) => [
                {
                    ask: `GET /customers/${id}/addresses`,
                    status: 200,
                    check: is({
                        _embedded: {
                            address: SEED_ADDRESSES.filter((one) => idOf(one) === SEED + address),
                        },
                    }),
                },
                {
                    ask: `GET /customers/${id}/cards`,
                    status: 200,
                    check: is({
                        _embedded: { card: SEED_CARDS.filter((one) => idOf(one) === SEED + card) },
                    }),
                },
            ]),
            ...SEED_ADDRESSES.map((one) => ({
                ask: `GET /addresses/${idOf(one)}`,
                status: 200,
                check: is(one),
            })),
            ...SEED_CARDS.map((one) => ({
                ask: `GET /cards/${idOf(one)}`,
                status: 200,
                check: is(one),
            })),
        ]);
        for (const [path, key, seed] of [
            ["/customers", "customer", SEED_CUSTOMERS.map((one) => one.customer)],
            ["/addresses", "address", SEED_ADDRESSES],
            ["/cards", "card", SEED_CARDS],
        ] as const) {
            it(`GET ${path} lists all, the seed among them`, async () => {
                const answer = await (await user()).get(path);
                assert.equal(answer.status, 200);
                hal(answer);
                const body = answer.json() as { _embedded: Record<string, Entity[]> };
                assert.deepEqual(
                    [Object.keys(body), Object.keys(body._embedded)],
                    [["_embedded"], [key]],
                );
                const listed = new Map(body._embedded[key]?.map((entity) => [entity.id, entity]));
                for (const one of seed) assert.deepEqual(listed.get(idOf(one)), one);
                assert.doesNotMatch(answer.text, /password|salt|email/);
            });
        }
    });

    describe("accounts", () => {
        it("POST /register answers the id, and its name and password log in", async () => {
            const client = await user();
            const one = person();
            const registered = await client.post("/register", one);
            assert.equal(registered.status, 200, registered.toString());
            hal(registered);
            assert.match(registered.text, /^\{"id":"[0-9a-f]{24}"\}\n$/);
            const { id } = registered.json() as Entity;
            const login = await client.get("/login", basic(one.username, one.password));
            assert.deepEqual(login.json(), {
                user: customerOf(id, one.firstName, one.lastName, one.username),
            });
        });

        it("POST /register refuses a name that is taken with 500", async () => {
            const client = await user();
            const one = person();
            await client.post("/register", one);
            const again = await client.post("/register", one);
            assert.equal(again.status, 500);
            assert.equal(again.headers["content-type"], TEXT_TYPE);
            const { error, status_code } = again.json() as { error: string; status_code: number };
            assert.match(error, /E11000/);
            assert.equal(status_code, 500);
        });

        it("POST /register of one name at the same time makes one account", async () => {
            const client = await user();
            const one = person();
            const answers = await Promise.all(
                [1, 2, 3, 4].map(() => client.post("/register", one)),
            );
            assert.deepEqual(
                answers.map((answer) => answer.status).sort((a, b) => a - b),
                [200, 500, 500, 500],
            );
        });

        it("GET /login refuses a wrong password, a missing header and an unknown name", async () => {
            const client = await user();
            const one = person();
            await client.post("/register", one);
            for (const [headers, status, error] of [
                [basic(one.username, "wrong"), 401, "Unauthorized"],
                [basic(one.username, ""), 401, "Unauthorized"],
                [{}, 401, "Unauthorized"],
                [{ authorization: "Bearer x" }, 401, "Unauthorized"],
                [{ authorization: "Basic %%%" }, 401, "Unauthorized"],
                [basic(unique("nobody"), "x"), 500, "not found"],
            ] as const) {
                const answer = await client.get("/login", headers);
                assert.equal(answer.status, status, answer.toString());
                assert.deepEqual(answer.json(), goError(error, status));
            }
        });

        it("POST /customers makes a customer with an empty password", async () => {
            const client = await user();
            const { username, firstName, lastName } = person();
            const created = await client.post("/customers", { username, firstName, lastName });
            assert.equal(created.status, 200, created.toString());
            const { id } = created.json() as Entity;
            const login = await client.get("/login", basic(username, ""));
            assert.deepEqual(login.json(), { user: customerOf(id, firstName, lastName, username) });
        });
    });

    describe("addresses and cards", () => {
        for (const [path, key, entry] of [
            ["addresses", "address", ADDRESS],
            ["cards", "card", { longNum: cardNumber(), expires: "12/30", ccv: "123" }],
        ] as const) {
            const shape = (id: string): object => {
                const self = { href: `http://user/${path}/${id}` };
                return { ...entry, id, _links: { [key]: self, self } };
            };

            it(`POST /${path} attaches to the customer; DELETE detaches`, async () => {
                const client = await user();
                const customer = await registered(client);
                const list = `/customers/${customer}/${path}`;
                assert.deepEqual((await client.get(list)).json(), { _embedded: { [key]: [] } });
                const answer = await client.post(`/${path}`, { ...entry, userID: customer });
                assert.equal(answer.status, 200, answer.toString());
                hal(answer);
                const { id } = answer.json() as Entity;
                assert.deepEqual((await client.get(`/${path}/${id}`)).json(), shape(id));
                assert.deepEqual((await client.get(list)).json(), {
                    _embedded: { [key]: [shape(id)] },
                });
                const deleted = await client.delete(`/${path}/${id}`);
                assert.deepEqual([deleted.status, deleted.json()], [200, { status: true }]);
                assert.deepEqual((await client.get(list)).json(), { _embedded: { [key]: [] } });
                const gone = await client.get(`/${path}/${id}`);
                assert.deepEqual([gone.status, gone.json()], [500, goError("not found")]);
            });

            it(`POST /${path} without userID stores it unattached`, async () => {
                const client = await user();
                const answer = await client.post(`/${path}`, entry);
                const { id } = answer.json() as Entity;
                assert.deepEqual((await client.get(`/${path}/${id}`)).json(), shape(id));
                await client.delete(`/${path}/${id}`);
            });

            it(`DELETE /customers/{id} deletes its ${path} too`, async () => {
                const client = await user();
                const customer = await registered(client);
                const answer = await client.post(`/${path}`, { ...entry, userID: customer });
                const { id } = answer.json() as Entity;
                const deleted = await client.delete(`/customers/${customer}`);
                assert.deepEqual([deleted.status, deleted.json()], [200, { status: true }]);
                for (const gone of [`/customers/${customer}`, `/${path}/${id}`]) {
                    const after = await client.get(gone);
                    assert.deepEqual(
                        [after.status, after.json()],
                        [500, goError("not found")],
                        gone,
                    );
                }
            });

            rows(user, [
                {
                    ask: `POST /${path}`,
                    when: "userID of another form",
                    json: { ...entry, userID: "socks" },
                    ...fails("Invalid Id Hex"),
                },
                {
                    ask: `POST /${path}`,
                    when: "unknown userID",
                    json: { ...entry, userID: UNKNOWN },
                    status: 500,
                },
                {
                    ask: `POST /${path}`,
                    when: "an object as userID",
                    json: { ...entry, userID: { $gt: "" } },
                    status: 400,
                    check: refused,
                },
                { ask: `GET /${path}/socks`, ...fails("Invalid Id Hex") },
                { ask: `GET /${path}/${UNKNOWN}`, ...fails("not found") },
                { ask: `DELETE /${path}/socks`, ...fails("Invalid Id Hex") },
                { ask: `DELETE /${path}/${UNKNOWN}`, status: 500 },
            ]);
        }
    });

    describe("errors", () => {
        const bad = { status: 400, check: refused };
        const register = (json: unknown): Row => ({
            ask: "POST /register",
            when: JSON.stringify(json).slice(0, 60),
            json,
            ...bad,
        });
        const notFound = { status: 404, type: TEXT_TYPE, says: "404 page not found\n" };
        rows(user, [
            { ask: "GET /customers/socks", ...fails("Invalid Id Hex") },
            { ask: `GET /customers/${UNKNOWN}`, ...fails("not found") },
            { ask: "GET /customers/socks/cards", ...fails("Invalid Id Hex") },
            { ask: `GET /customers/${UNKNOWN}/addresses`, ...fails("not found") },
            { ask: "DELETE /customers/socks", ...fails("Invalid Id Hex") },
            { ask: `DELETE /customers/${UNKNOWN}`, status: 500 },
            { ask: "DELETE /customers", ...fails("Invalid request") },
            { ask: `DELETE /customers/${UNKNOWN}/cards`, ...fails("Invalid request") },
            register({ username: { $gt: "" }, password: "x" }),
            register({ username: "x", password: { $ne: null } }),
            register({ username: ["a"], password: "x" }),
            register([]),
            { ask: "POST /register", when: "malformed", text: '{"username":', ...bad },
            { ask: "POST /cards", when: "malformed", text: "nonsense", ...bad },
            {
                ask: "POST /register",
                when: "more than 100 KiB",
                json: { username: "x".repeat(101 * 1024) },
                status: 413,
                check: refused,
            },
            {
                ask: "GET /login",
                when: "NoSQL in the name",
                headers: basic('{"$gt":""}', '{"$gt":""}'),
                ...fails("not found"),
            },
            { ask: "GET /nope", ...notFound },
            { ask: "PUT /customers", when: "wrong method", json: {}, ...notFound },
            { ask: "POST /login", when: "wrong method", json: {}, ...notFound },
        ]);
    });

    describe("operation", () => {
        const both = (answer: Answer): void => {
            hal(answer);
            healthy(["user", "user-db"], "time")(answer);
        };
        rows(user, [
            { ask: "GET /health", status: 200, check: both },
            { ask: "GET /healthz", when: "a prefix", status: 200, check: both },
        ]);
        const labels = (
            route: string,
            method = "GET",
            status_code = "200",
        ): Record<string, string> => ({
            ...{ method, route, status_code, isWS: "false" },
        });
        histogramTests(user, GO_BUCKETS, [
            [
                { ask: "GET /login", headers: basic("user", "password"), status: 200 },
                labels("login"),
            ],
            [{ ask: "POST /register", json: person(), status: 200 }, labels("register", "POST")],
            [{ ask: "GET /customers", status: 200 }, labels("customers")],
            [{ ask: "GET /cards", status: 200 }, labels("cards")],
            [{ ask: "GET /addresses", status: 200 }, labels("addresses")],
            [{ ask: "GET /health", status: 200 }, labels("health")],
            [{ ask: "GET /metrics", status: 200 }, labels("metrics")],
            [{ ask: "DELETE /cards/socks", status: 500 }, labels("root", "DELETE", "500")],
        ]);

        it("counts calls by endpoint, and times them in seconds", async () => {
            const client = await user();
            const method = { method: "login" };
            const count = "microservices_demo_user_request_count";
            const latency = "microservices_demo_user_request_latency_microseconds";
            const before = await scrape(client);
            await client.get("/login", basic("user", "password"));
            const after = await scrape(client);
            assert.ok(valueOf(after, count, method) > valueOf(before, count, method));
            const sum = valueOf(after, `${latency}_sum`, method);
            const calls = valueOf(after, `${latency}_count`, method);
            assert.ok(calls > 0 && sum / calls < 10, `${sum} s in ${calls} calls`);
        });

        it("logs what is done, without passwords or card numbers", async () => {
            const client = await user();
            const one = person();
            const longNum = cardNumber();
            const since = new Date();
            const { id } = (await client.post("/register", one)).json() as Entity;
            await client.get("/login", basic(one.username, one.password));
            await client.post("/addresses", { ...ADDRESS, userID: id });
            await client.post("/cards", { longNum, expires: "12/30", ccv: "123", userID: id });
            await client.get(`/customers/${id}`);
            await client.delete(`/customers/${id}`);
            const masked = `\\*+${longNum.slice(-4)}`;
            for (const line of [
                `method=Register username=${one.username} email=${one.email} took=\\S+s`,
                "method=Login took=\\S+s",
                `method=PostAddress street="Whitelees Road" number=246 user=${id} took=`,
                `method=PostCard card=${masked} user=${id} took=`,
                `method=GetUsers id=${id} result=1 took=`,
                `method=Delete entity=customers id=${id} took=`,
            ]) {
                await shop.logged("user", new RegExp(line), since);
            }
            const all = (await shop.logged("user", /./, since)).join("\n");
            assert.ok(!all.includes(one.password) && !all.includes(longNum), all);
        });
    });

    async function registered(client: ShopClient): Promise<string> {
        return ((await client.post("/register", person())).json() as Entity).id;
    }
});

function idOf(entity: object): string {
    return (entity as Entity).id;
}
