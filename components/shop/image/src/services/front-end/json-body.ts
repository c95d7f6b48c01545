import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { jsonObject, readBody } from "../../platform/body.ts";
import type { FrontEndEnv } from "./request-variables.ts";

/**
 * Reads a JSON body; any other kind counts as empty. What is malformed is a 500, as upstream, and no
 * route sees it.
 */
export const readJson: MiddlewareHandler<FrontEndEnv> = async (c, next) => {
    const isJson = /^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "");
    c.set("body", isJson ? parsed(await readBody(c)) : {});
    await next();
};

function parsed(body: Awaited<ReturnType<typeof readBody>>): Record<string, unknown> {
    if (body.kind === "too large") {
        throw new HTTPException(413, { message: "request entity too large" });
    }
    const value = body.text === "" ? {} : jsonObject(body.text);
    if (value === undefined) throw new Error("The request body is not a valid JSON object");
    return value;
}
