import type { Hono } from "hono";
import { failure, goAnswer, goApp, notFound } from "../../platform/go-app.ts";
import type { LogLine } from "../../platform/log.ts";
import type { Endpoints } from "./endpoints.ts";
import { imageFor } from "./images.ts";
import type { Images } from "./images.ts";
import { routeLabel } from "./route-label.ts";
import { sockRoutes } from "./sock-routes.ts";

/** What the app is built from; tests give their own. */
export interface CatalogueParts {
    endpoints: Endpoints;
    images: Images;
    log: LogLine;
    /** True once the database has answered. */
    ready: () => boolean;
}

/** The catalogue's routes. Building it opens nothing. */
export function createCatalogue({ endpoints, images, log, ready }: CatalogueParts): Hono {
    const { app } = goApp({ route: (_method, path) => routeLabel(path), log, ready });
    app.get("/catalogue/images/*", (c) => {
        const file = c.req.path.slice("/catalogue/images/".length);
        const image = imageFor(images, file, c.req.header("accept"));
        return image === undefined
            ? notFound(c)
            : c.body(image.bytes, 200, { "Content-Type": image.type, Vary: "Accept" });
    });
    app.route("/", sockRoutes(endpoints));
    // A path prefix upstream: whatever follows is ignored.
    app.get("/:health{health.*}", async (c) => goAnswer(c, { health: await endpoints.health() }));
    app.onError((error, c) => {
        const text = `Do: ${error.message}`;
        log("app.ts:1", { err: text });
        return failure(c, text, 500);
    });
    return app;
}
