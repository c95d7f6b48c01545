import assert from "node:assert/strict";
import { ADDRESS, cardNumber } from "../support/shop-accounts.ts";
import type { ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { goError, refused, rows } from "../support/shop-rows.ts";
import { type Entity, fails, hal, registered, UNKNOWN } from "./user-entities.ts";

// shop-api.md, section 6.
describe("contract: user", function () {
    this.timeout(60_000);
    const shop = useShop();
    const user = (): Promise<ShopClient> => shop.backend("user");

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
});
