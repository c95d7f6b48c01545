import { Hono } from "hono";
import type { Context } from "hono";
import type { BackendAnswer } from "../../platform/http-client.ts";
import { at, json, segment, sending, text, textAt } from "./backends.ts";
import type { Backends } from "./backends.ts";
import { passedThrough } from "./relay.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { untyped } from "./respond.ts";
import { ownerOf, sessionOf } from "./sessions/middleware.ts";

/** Customers, addresses and cards, all kept by user. */
export function accountRoutes({ user }: Backends): Hono<FrontEndEnv> {
    const app = new Hono<FrontEndEnv>();
    for (const path of ["/customers", "/cards", "/addresses"]) {
        app.get(path, async (c) => passedThrough(c, await user(path)));
        app.delete(`${path}/:id`, async (c) => {
            const one = `${path}/${segment(c.req.param("id"))}`;
            return encodedAgain(c, await user(one, { method: "DELETE" }));
        });
    }
    // Whatever id is asked for, a visitor sees but the own data; without a log-in user knows no such.
    app.get("/customers/:id", async (c) => {
        const { customerId = "undefined" } = await sessionOf(c);
        return passedThrough(c, await user(`/customers/${segment(customerId)}`));
    });
    app.get("/cards/:id", async (c) =>
        passedThrough(c, await user(`/cards/${segment(c.req.param("id"))}`)),
    );
    app.post("/customers", async (c) =>
        reEncoded(c, await user("/customers", sending("POST", c.get("body")))),
    );
    for (const path of ["/cards", "/addresses"]) {
        app.post(path, async (c) => {
            const entry = { ...c.get("body"), userID: await ownerOf(c) };
            return reEncoded(c, await user(path, sending("POST", entry)));
        });
    }

    /** The first of the visitor's entries; undefined when there is none or user answers an error. */
    const first = async (c: Context<FrontEndEnv>, list: string, name: string): Promise<unknown> => {
        const answer = await user(`/customers/${segment(await ownerOf(c))}/${list}`);
        return at(json(answer, "user"), "_embedded", name, 0);
    };
    app.get("/card", async (c) => {
        const number = textAt(await first(c, "cards", "card"), "longNum")?.slice(-4);
        return untyped(c, 200, number === undefined ? NONE : JSON.stringify({ number }));
    });
    app.get("/address", async (c) => {
        const address = await first(c, "addresses", "address");
        return untyped(c, 200, address === undefined ? NONE : JSON.stringify(address));
    });
    return app;
}

/** What upstream answers, with 200, when there is no card or address. */
const NONE = '{"status_code":500}';

/** 200 and the JSON as it was understood, or, of what isn't JSON, the text as a JSON string. */
function reEncoded(c: Context<FrontEndEnv>, answer: BackendAnswer): Promise<Response> {
    try {
        return untyped(c, 200, JSON.stringify(json(answer, "user")));
    } catch {
        return encodedAgain(c, answer);
    }
}

/** 200 and the backend's text as a JSON string: upstream encodes it twice, and clients decode it so. */
function encodedAgain(c: Context<FrontEndEnv>, answer: BackendAnswer): Promise<Response> {
    return untyped(c, 200, JSON.stringify(text(answer)));
}
