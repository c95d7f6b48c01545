import assert from "node:assert/strict";
import { ADDRESS, cardNumber, person } from "../support/shop-accounts.ts";
import { type Answer, basic, type ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { valueOf } from "../support/shop-metrics.ts";
import { GO_BUCKETS, healthy, histogramTests, scrape } from "../support/shop-observability.ts";
import { rows } from "../support/shop-rows.ts";
import {
    type Entity,
    hal,
    idOf,
    is,
    SEED,
    SEED_ADDRESSES,
    SEED_CARDS,
    SEED_CUSTOMERS,
} from "./user-entities.ts";

// shop-api.md, section 6.
describe("contract: user", function () {
    this.timeout(60_000);
    const shop = useShop();
    const user = (): Promise<ShopClient> => shop.backend("user");

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
});
