import { Hono } from "hono";
import { sockDrawings } from "../../../components/shop/image/pictures/socks.ts";
import { type ShopContext, type ShopEnv, bare, goError } from "./answers.ts";
import type { FakeSock } from "./socks.ts";
import type { ShopState } from "./state.ts";

/** Socks, tags and pictures. */
export function fakeCatalogue(state: ShopState): Hono<ShopEnv> {
    const app = new Hono<ShopEnv>();
    const drawings = sockDrawings();
    const answer = (c: ShopContext, value: unknown): Response =>
        state.down.has("catalogue") ? goError(c, "Do: database connection error") : bare(c, value);
    const matching = (c: ShopContext): FakeSock[] => {
        const tags = (c.req.query("tags") ?? "").split(",").filter(Boolean);
        return state.socks.filter(
            ({ tag }) => tags.length === 0 || tag.some((one) => tags.includes(one)),
        );
    };
    app.get("/catalogue/images/:file", (c) => {
        // As the catalogue answers a browser.
        const drawing = drawings.get(c.req.param("file").replace(/\.jpe?g$/, ".svg"));
        return drawing === undefined
            ? c.body(null, 404)
            : c.body(drawing, 200, { "Content-Type": "image/svg+xml" });
    });
    app.get("/tags", (c) =>
        answer(c, { tags: [...new Set(state.socks.flatMap(({ tag }) => tag))], err: null }),
    );
    app.get("/catalogue/size", (c) => answer(c, { size: matching(c).length, err: null }));
    app.get("/catalogue/:id", (c) => {
        const sock = state.socks.find(({ id }) => id === c.req.param("id"));
        return sock === undefined ? goError(c, "Do: not found") : answer(c, sock);
    });
    app.get("/catalogue", (c) => {
        const size = Number(c.req.query("size") ?? 10);
        const start = (Number(c.req.query("page") ?? 1) - 1) * size;
        const socks = matching(c);
        return answer(c, socks.length === 0 ? null : socks.slice(start, start + size));
    });
    return app;
}
