import assert from "node:assert/strict";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import {
    ADDRESS,
    CARD,
    CUSTOMER_ID,
    LINKS,
    PAYMENT,
    json,
    networkError,
    ordersBench,
} from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";

const HAL = "application/hal+json;charset=UTF-8";
const id = (number: number): string => `6900953ac1f4320001b5070${number}`;

describe("orders: reading", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const get = async (path: string, host = "orders"): Promise<Response> =>
        bench.app.request(`http://orders${path}`, { headers: { Host: host } });
    const hal = async (path: string, host?: string): Promise<unknown> => {
        const answer = await get(path, host);
        assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, HAL]);
        return answer.json();
    };
    /** The ids of a listing, from its links. */
    const ids = async (path: string): Promise<string[]> => {
        const { _embedded } = (await hal(path)) as {
            _embedded: { customerOrders: { _links: { self: { href: string } } }[] };
        };
        return _embedded.customerOrders.map(({ _links }) => _links.self.href.slice(-24));
    };
    const entity = (number: number, base = "http://orders"): object => {
        const self = { href: `${base}/orders/${id(number)}` };
        const order = bench.store.saved.get(id(number));
        return {
            customerId: CUSTOMER_ID,
            customer: {
                firstName: "User",
                lastName: "Name",
                username: "user",
                addresses: [],
                cards: [],
            },
            address: ADDRESS,
            card: CARD,
            items: [{ itemId: "s1", quantity: 3, unitPrice: 18 }],
            shipment: { name: CUSTOMER_ID },
            date: order?.date.toISOString().replace("Z", "+0000"),
            total: 58.989998,
            status: "SHIPPED",
            _links: { self, order: self },
        };
    };

    it("shows an order without ids, with its links and status", async () => {
        await bench.place();
        assert.deepEqual(await hal(`/orders/${id(1)}`), entity(1));
    });

    it("shows a failed order with no shipment", async () => {
        bench.answer(PAYMENT, networkError("ECONNREFUSED"));
        await bench.place();
        assert.deepEqual(await hal(`/orders/${id(1)}`), {
            ...entity(1),
            shipment: null,
            status: "PAYMENT_FAILED",
        });
    });

    it("answers 404 without a body for an unknown id", async () => {
        for (const unknown of [id(9), "x", "%7B%22$gt%22:%22%22%7D", "__proto__"]) {
            const answer = await get(`/orders/${unknown}`);
            assert.deepEqual([answer.status, await answer.text()], [404, ""]);
        }
    });

    it("lists a page, 20 orders by default", async () => {
        await bench.place();
        await bench.place();
        assert.deepEqual(await hal("/orders"), {
            _embedded: { customerOrders: [entity(1), entity(2)] },
            _links: {
                self: { href: "http://orders/orders" },
                profile: { href: "http://orders/profile/orders" },
                search: { href: "http://orders/orders/search" },
            },
            page: { size: 20, totalElements: 2, totalPages: 1, number: 0 },
        });
    });

    it("lists nothing of nothing", async () => {
        const { _embedded, page } = (await hal("/orders")) as Record<string, unknown>;
        assert.deepEqual(_embedded, { customerOrders: [] });
        assert.deepEqual(page, { size: 20, totalElements: 0, totalPages: 0, number: 0 });
    });

    it("links the other pages, the sort order with them", async () => {
        for (let order = 1; order <= 5; order += 1) await bench.place();
        const at = (page: number): object => ({
            href: `http://orders/orders?page=${page}&size=2&sort=date,desc`,
        });
        const { _links, page } = (await hal("/orders?page=1&size=2&sort=date,desc")) as {
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
            assert.deepEqual(await ids(`/orders?${query}`), numbers.map(id));
        });
    }

    it("lists a thousand orders at most, whatever size is asked", async () => {
        const { page } = (await hal("/orders?size=1000000")) as { page: { size: number } };
        assert.equal(page.size, 1000);
    });

    it("finds a customer's orders in order of insertion, whatever sort is asked", async () => {
        await bench.place();
        await bench.place();
        assert.deepEqual(await hal(`/orders/search/customerId?sort=date&custId=${CUSTOMER_ID}`), {
            _embedded: { customerOrders: [entity(1), entity(2)] },
            _links: {
                self: {
                    href: `http://orders/orders/search/customerId?sort=date&custId=${CUSTOMER_ID}`,
                },
            },
        });
        const query = `custId=${CUSTOMER_ID}&sort=date,desc`;
        assert.deepEqual(await ids(`/orders/search/customerId?${query}`), [id(1), id(2)]);
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
            assert.deepEqual(await ids(`/orders/search/customerId?${query}`), []);
        });
    }

    it("lists the searches", async () => {
        assert.deepEqual(await hal("/orders/search"), {
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
            assert.deepEqual(await hal(`/orders/${id(1)}`, host), entity(1, base));
        });
    }

    it("deletes an order, once", async () => {
        await bench.place();
        const remove = async (): Promise<[number, string]> => {
            const path = `/orders/${id(1)}`;
            const answer = await bench.app.request(path, { method: "DELETE" });
            return [answer.status, await answer.text()];
        };
        assert.deepEqual(await remove(), [204, ""]);
        assert.deepEqual(await remove(), [404, ""]);
        assert.equal((await get(`/orders/${id(1)}`)).status, 404);
    });

    for (const [method, path] of [
        ["PUT", `/orders/${id(1)}`],
        ["PATCH", `/orders/${id(1)}`],
        ["POST", `/orders/${id(1)}`],
        ["PUT", "/orders"],
        ["DELETE", "/orders"],
        ["POST", "/orders/search/customerId"],
    ] as const) {
        it(`answers 405 to ${method} ${path}`, async () => {
            await bench.place();
            const answer = await bench.app.request(path, { method, body: "{}" });
            const { message, exception } = (await answer.json()) as Record<string, unknown>;
            assert.deepEqual(
                [answer.status, exception, message],
                [
                    405,
                    "org.springframework.web.HttpRequestMethodNotSupportedException",
                    `Request method '${method}' not supported`,
                ],
            );
            assert.equal(bench.store.saved.get(id(1))?.status, "SHIPPED");
        });
    }

    it("answers 500 without a word of where the store is when that is gone, and recovers", async () => {
        await bench.place();
        bench.store.broken = new StoreLost("connect ECONNREFUSED 10.96.1.2:27017");
        for (const path of ["/orders", `/orders/${id(1)}`, "/orders/search/customerId?custId=x"]) {
            const answer = await get(path);
            const { exception, message } = (await answer.json()) as Record<string, unknown>;
            assert.deepEqual(
                [answer.status, exception, message],
                [
                    500,
                    "org.springframework.dao.DataAccessResourceFailureException",
                    "The store does not answer",
                ],
            );
        }
        bench.store.broken = undefined;
        assert.deepEqual(await ids("/orders"), [id(1)]);
    });

    it("keeps /health at 200 and says err when the store is gone", async () => {
        const health = async (): Promise<unknown> => {
            const answer = await get("/health");
            assert.equal(answer.status, 200);
            return JSON.parse((await answer.text()).replace(/"\d{4}-[^"]+Z"/g, '"D"'));
        };
        const entries = (status: string): unknown => ({
            health: [
                { service: "orders", status: "OK", date: "D" },
                { service: "orders-db", status, date: "D" },
            ],
        });
        assert.deepEqual(await health(), entries("OK"));
        bench.store.broken = new Error("gone");
        assert.deepEqual(await health(), entries("err"));
    });

    it("is ready once the store has answered", async () => {
        assert.equal((await get("/ready")).status, 200);
        bench.ready = false;
        assert.equal((await get("/ready")).status, 503);
    });

    it("counts requests by upstream's patterns, failed ones too", async () => {
        await bench.place();
        await bench.place({});
        bench.answer(LINKS.items, networkError("ECONNREFUSED"));
        await bench.place();
        await get("/orders");
        await get("/orders/search");
        await get("/orders/search/customerId?custId=x");
        await get(`/orders/${id(1)}`);
        await get("/orders/unknown");
        await get("/health");
        await get("/what/ever");
        await get("/ready");
        const text = await (await get("/metrics")).text();
        const counts = text
            .split("\n")
            .filter((line) => line.startsWith("request_duration_seconds_count"));
        const series = (method: string, route: string, status: number): string =>
            `request_duration_seconds_count{service="orders",method="${method}",route="${route}",status_code="${status}"} 1`;
        assert.deepEqual(counts, [
            series("POST", "/orders", 201),
            series("POST", "/orders", 406),
            series("POST", "/orders", 500),
            series("GET", "/{repository}", 200),
            series("GET", "/{repository}/search", 200),
            series("GET", "/{repository}/search/{search}", 200),
            series("GET", "/{repository}/{id}", 200),
            series("GET", "/{repository}/{id}", 404),
            series("GET", "/health", 200),
            series("GET", "other", 404),
        ]);
        const bounds = [...text.matchAll(/_bucket\{le="([^"]+)",service="orders",[^}]*"404"/g)];
        assert.ok(bounds.some(([, bound]) => bound === "0.075"));
    });
});
