import { Hono } from "hono";
import { wrongMethod } from "../../platform/spring-app.ts";
import { baseUrl, embedded, halJson, link, orderEntity, template } from "./hal.ts";
import type { Link } from "./hal.ts";
import { pageRequest } from "./page-request.ts";
import type { OrderStore, PageRequest } from "./store.ts";

/**
 * What Spring Data REST offers on the collection: list, search, read, delete. Not PUT and PATCH: no one
 * uses them, and an order that a client wrote would skip payment.
 */
export function readRoutes(store: OrderStore): Hono {
    const app = new Hono();
    app.get("/orders", async (c) => {
        const base = baseUrl(c);
        const request = pageRequest((name) => c.req.query(name));
        const { orders, count } = await store.list(request);
        const totalPages = Math.ceil(count / request.size);
        return halJson(c, {
            _embedded: embedded(orders, base),
            _links: {
                ...pageLinks(request, totalPages, base),
                profile: link(`${base}/profile/orders`),
                search: link(`${base}/orders/search`),
            },
            page: {
                size: request.size,
                totalElements: count,
                totalPages,
                number: request.page,
            },
        });
    });
    app.get("/orders/search", (c) => {
        const base = baseUrl(c);
        return halJson(c, {
            _links: {
                customerId: template(`${base}/orders/search/customerId{?custId,sort}`),
                self: link(`${base}/orders/search`),
            },
        });
    });
    app.get("/orders/search/customerId", async (c) => {
        const base = baseUrl(c);
        const { search } = new URL(c.req.url);
        const orders = await store.ofCustomer(c.req.query("custId") ?? "");
        return halJson(c, {
            _embedded: embedded(orders, base),
            _links: { self: link(`${base}/orders/search/customerId${search}`) },
        });
    });
    app.get("/orders/:id", async (c) => {
        const order = await store.get(c.req.param("id"));
        return order === undefined ? c.body(null, 404) : halJson(c, orderEntity(order, baseUrl(c)));
    });
    app.delete("/orders/:id", async (c) =>
        c.body(null, (await store.remove(c.req.param("id"))) ? 204 : 404),
    );
    for (const path of ["/orders", "/orders/search", "/orders/search/customerId", "/orders/:id"]) {
        app.all(path, wrongMethod);
    }
    return app;
}

/** `self`, and the ways to the other pages when there are any. */
function pageLinks(request: PageRequest, pages: number, base: string): Record<string, Link> {
    const { page, size, sort } = request;
    const order =
        sort === undefined ? "" : `&sort=${sort.field},${sort.isAscending ? "asc" : "desc"}`;
    const at = (number: number): Link => link(`${base}/orders?page=${number}&size=${size}${order}`);
    return {
        ...(pages > 1 ? { first: at(0) } : {}),
        ...(pages > 1 && page > 0 ? { prev: at(page - 1) } : {}),
        self: link(`${base}/orders`),
        ...(page + 1 < pages ? { next: at(page + 1) } : {}),
        ...(pages > 1 ? { last: at(pages - 1) } : {}),
    };
}
