import type { MiddlewareHandler } from "hono";

/**
 * Any address but `/` that ends in a slash moves to the same one without it. One with `//` in it is
 * refused: `//host/` would send the visitor to another site.
 */
export const trailingSlash: MiddlewareHandler = async (c, next) => {
    if (!c.req.url.endsWith("/") || c.req.path === "/") {
        return next();
    }
    const url = c.req.url;
    const target = url.slice(url.indexOf("/", url.indexOf("//") + 2), -1);
    if (target.includes("//")) {
        return c.text("invalid URL to redirect to", 400);
    }
    return c.body(null, 301, { Location: target });
};
