import { Hono } from "hono";
import type { BackendAnswer } from "../../platform/http-client.ts";
import type { Write } from "../../platform/log.ts";
import { json, segment, sending, textAt } from "./backends.ts";
import type { Backends } from "./backends.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { HTML, JSON_TYPE, typed, untyped } from "./respond.ts";
import { loginCookie } from "./sessions/cookie.ts";
import { sessionOf } from "./sessions/middleware.ts";
import type { Session, Sessions } from "./sessions/sessions.ts";

/** Log-in and registration; what fails in them is a 401 or a 500 without a body, as upstream. */
export function loginRoutes(
    { carts, user }: Backends,
    sessions: Sessions,
    log: Write,
): Hono<FrontEndEnv> {
    const app = new Hono<FrontEndEnv>();

    /** False, after a line in the log, when the step fails. */
    const succeeds = async (what: string, step: () => Promise<void>): Promise<boolean> => {
        try {
            await step();
            return true;
        } catch (error) {
            log(`Error with ${what}: ${error instanceof Error ? error.message : String(error)}`);
            return false;
        }
    };
    /** Moves what the visitor had in the cart into the customer's; only a network error fails. */
    const mergeCarts = async ({ id, customerId = "" }: Session): Promise<void> => {
        const query = `sessionId=${encodeURIComponent(id)}`;
        const { status } = await carts(`/carts/${segment(customerId)}/merge?${query}`);
        log(status < 400 ? "Carts merged." : `Unable to merge carts. Status code: ${status}`);
    };

    app.get("/login", async (c) => {
        log("Received login request");
        const session = await sessionOf(c);
        const authorization = c.req.header("authorization");
        const headers = authorization === undefined ? {} : { Authorization: authorization };
        const isLoggedIn = await succeeds("log in", async () => {
            const id = idIn(await user("/login", { headers }), "user", "id");
            await sessions.logIn(session, id);
        });
        if (!isLoggedIn) return untyped(c, 401);
        await succeeds("merging carts", () => mergeCarts(session));
        return typed(c, 200, HTML, "Cookie is set", [loginCookie(session.id)]);
    });
    app.post("/register", async (c) => {
        log("Received register request");
        const session = await sessionOf(c);
        const isRegistered = await succeeds("registration", async () => {
            const id = idIn(await user("/register", sending("POST", c.get("body"))), "id");
            await sessions.logIn(session, id);
            await mergeCarts(session);
        });
        if (!isRegistered) return untyped(c, 500);
        const body = JSON.stringify({ id: session.customerId });
        return typed(c, 200, JSON_TYPE, body, [loginCookie(session.id)]);
    });
    return app;
}

/** The customer's id in an answer of user; throws when there is none. */
function idIn(answer: BackendAnswer, ...path: string[]): string {
    const id = answer.status === 200 ? textAt(json(answer, "user"), ...path) : undefined;
    if (!id) throw new Error(`user answered ${answer.status}`);
    return id;
}
