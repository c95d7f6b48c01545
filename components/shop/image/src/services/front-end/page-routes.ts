import { Hono } from "hono";
import type { FrontEndEnv } from "./request-variables.ts";
import type { Pages } from "./pages.ts";

/** The web shop's files. */
export function pageRoutes(pages: Pages): Hono<FrontEndEnv> {
    const app = new Hono<FrontEndEnv>();
    for (const [path, page] of pages) {
        app.get(path, (c) => c.body(page.body, 200, { "Content-Type": page.type }));
    }
    return app;
}
