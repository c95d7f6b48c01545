import { Hono } from "hono";
import type { Backends } from "./backends.ts";
import { passedThrough, relayed } from "./relay.ts";
import { pathAndQuery } from "./request-log.ts";
import type { FrontEndEnv } from "./request-variables.ts";

/** What the catalogue answers, under the front-end's own address. */
export function catalogueRoutes({ catalogue }: Backends): Hono<FrontEndEnv> {
    const app = new Hono<FrontEndEnv>();
    app.get("/catalogue/images/*", async (c) => {
        // The catalogue has each picture in two forms, and goes by what the browser can show.
        const headers = { Accept: c.req.header("accept") ?? "*/*" };
        return relayed(c, await catalogue(pathAndQuery(c.req.url), { headers }));
    });
    // Upstream's pattern is `/catalogue*`, so `/cataloguefoo` is asked of the catalogue as well.
    app.get("/:path{catalogue.*}", async (c) =>
        passedThrough(c, await catalogue(pathAndQuery(c.req.url))),
    );
    app.get("/tags", async (c) => passedThrough(c, await catalogue("/tags")));
    return app;
}
