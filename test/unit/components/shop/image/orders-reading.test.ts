import assert from "node:assert/strict";
import { CUSTOMER_ID, LINKS, PAYMENT, json, networkError, ordersBench } from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";
import { entity, get, hal, id, ids } from "./orders-reader.ts";

describe("orders: reading", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    it("shows an order without ids, with its links and status", async () => {
        await bench.place();
        assert.deepEqual(await hal(bench, `/orders/${id(1)}`), entity(bench, 1));
    });

    it("shows a failed order with no shipment", async () => {
        bench.answer(PAYMENT, networkError("ECONNREFUSED"));
        await bench.place();
        assert.deepEqual(await hal(bench, `/orders/${id(1)}`), {
            ...entity(bench, 1),
            shipment: null,
            status: "PAYMENT_FAILED",
        });
    });

    it("answers 404 without a body for an unknown id", async () => {
        for (const unknown of [id(9), "x", "%7B%22$gt%22:%22%22%7D", "__proto__"]) {
            const answer = await get(bench, `/orders/${unknown}`);
            assert.deepEqual([answer.status, await answer.text()], [404, ""]);
        }
    });

    it("lists a page, 20 orders by default", async () => {
        await bench.place();
        await bench.place();
        assert.deepEqual(await hal(bench, "/orders"), {
            _embedded: { customerOrders: [entity(bench, 1), entity(bench, 2)] },
            _links: {
                self: { href: "http://orders/orders" },
                profile: { href: "http://orders/profile/orders" },
                search: { href: "http://orders/orders/search" },
            },
            page: { size: 20, totalElements: 2, totalPages: 1, number: 0 },
        });
    });

    it("lists nothing of nothing", async () => {
        const { _embedded, page } = (await hal(bench, "/orders")) as Record<string, unknown>;
        assert.deepEqual(_embedded, { customerOrders: [] });
        assert.deepEqual(page, { size: 20, totalElements: 0, totalPages: 0, number: 0 });
    });

    it("links the other pages, the sort order with them", async () => {
        for (let order = 1; order <= 5; order += 1) await bench.place();
        const at = (page: number): object => ({
            href: `http://orders/orders?page=${page}&size=2&sort=date,desc`,
        });
        const { _links, page } = (await hal(bench, "/orders?page=1&size=2&sort=date,desc")) as {
            _links: object;
            page: object;
        };
        assert.deepEqual(_links, {
            first: at(0),
            prev: at(0),
            self: { href: "http://orders/orders" },
            next: at(2),
            last: at(2),
            profile: { href: "http://orders/profile/orders" },
            search: { href: "http://orders/orders/search" },
        });
        assert.deepEqual(page, { size: 2, totalElements: 5, totalPages: 3, number: 1 });
    });

    const pages: [query: string, numbers: number[]][] = [
        ["page=0&size=2", [1, 2]],
        ["page=1&size=2", [3]],
        ["page=9&size=2", []],
        ["page=99999999999999999999", []],
        ["page=-1&size=2", [1, 2]],
        ["page=x&size=y", [1, 2, 3]],
        ["size=0", [1, 2, 3]],
        ["page[$gt]=1", [1, 2, 3]],
        ["sort=total", [3, 2, 1]],
        ["sort=total,desc", [1, 2, 3]],
        ["sort=total,DESC", [1, 2, 3]],
        ["sort=$where", [1, 2, 3]],
        ["sort=__proto__,desc", [1, 2, 3]],
        ["sort=customer.username,desc", [1, 2, 3]],
    ];
    for (const [query, numbers] of pages) {
        it(`lists ${numbers.join(", ") || "none"} for ${query}`, async () => {
            for (const unitPrice of [18, 17.32, 15]) {
                const line = { id: "l1", itemId: "s1", quantity: 1, unitPrice };
                bench.answer(LINKS.items, json([line]));
                await bench.place();
            }
            assert.deepEqual(await ids(bench, `/orders?${query}`), numbers.map(id));
        });
    }

    it("lists a thousand orders at most, whatever size is asked", async () => {
        const { page } = (await hal(bench, "/orders?size=1000000")) as { page: { size: number } };
        assert.equal(page.size, 1000);
    });

    it("finds a customer's orders in order of insertion, whatever sort is asked", async () => {
        await bench.place();
        await bench.place();
        assert.deepEqual(
            await hal(bench, `/orders/search/customerId?sort=date&custId=${CUSTOMER_ID}`),
            {
                _embedded: { customerOrders: [entity(bench, 1), entity(bench, 2)] },
                _links: {
                    self: {
                        href: `http://orders/orders/search/customerId?sort=date&custId=${CUSTOMER_ID}`,
                    },
                },
            },
        );
        const query = `custId=${CUSTOMER_ID}&sort=date,desc`;
        assert.deepEqual(await ids(bench, `/orders/search/customerId?${query}`), [id(1), id(2)]);
    });

    for (const query of [
        "custId=other",
        "custId=",
        "",
        "custId[$gt]=",
        "custId=%7B%22$ne%22:1%7D",
    ]) {
        it(`finds none for "${query}"`, async () => {
            await bench.place();
            assert.deepEqual(await ids(bench, `/orders/search/customerId?${query}`), []);
        });
    }

    it("lists the searches", async () => {
        assert.deepEqual(await hal(bench, "/orders/search"), {
            _links: {
                customerId: {
                    href: "http://orders/orders/search/customerId{?custId,sort}",
                    templated: true,
                },
                self: { href: "http://orders/orders/search" },
            },
        });
    });

    const hosts: [host: string, base: string][] = [
        ["orders:8080", "http://orders:8080"],
        ["127.0.0.1:30001", "http://127.0.0.1:30001"],
        ["evil/path", "http://orders"],
        ["a@b", "http://orders"],
        ['"><script>', "http://orders"],
        ["orders:port", "http://orders"],
        ["", "http://orders"],
    ];
    for (const [host, base] of hosts) {
        it(`links ${base} for the host "${host}"`, async () => {
            await bench.place();
            assert.deepEqual(await hal(bench, `/orders/${id(1)}`, host), entity(bench, 1, base));
        });
    }
});
