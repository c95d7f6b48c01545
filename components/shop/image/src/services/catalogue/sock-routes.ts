import { Hono } from "hono";
import { failure, goAnswer } from "../../platform/go-app.ts";
import type { Endpoints } from "./endpoints.ts";
import { wholeNumber } from "./page.ts";

/** `/catalogue`, `/catalogue/size`, `/catalogue/{id}`, `/tags`. */
export function sockRoutes(endpoints: Endpoints): Hono {
    const app = new Hono();
    app.get("/catalogue", async (c) => {
        const pageNum = wholeNumber(c.req.query("page"), 1);
        const pageSize = wholeNumber(c.req.query("size"), 10);
        if (pageNum < 0 || pageSize < 0) {
            // Upstream panics and drops the connection; said instead, and no breaker counts it.
            return failure(c, "page and size must not be negative", 400);
        }
        const order = c.req.query("sort") || "id";
        const tags = tagList(c.req.query("tags"));
        return goAnswer(c, await endpoints.list({ tags, order, pageNum, pageSize }));
    });
    app.get("/catalogue/size", async (c) => {
        const size = await endpoints.count(tagList(c.req.query("tags")));
        return goAnswer(c, { size, err: null });
    });
    app.get("/catalogue/:id", async (c) => goAnswer(c, await endpoints.get(c.req.param("id"))));
    app.get("/tags", async (c) => goAnswer(c, { tags: await endpoints.tags(), err: null }));
    return app;
}

function tagList(text: string | undefined): string[] {
    return text ? text.split(",") : [];
}
