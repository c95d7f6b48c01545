import type { Context, Hono } from "hono";
import { readBody } from "../../platform/body.ts";
import { GoError, goAnswer, goApp } from "../../platform/go-app.ts";
import { goDuration, goTime } from "../../platform/go-dialect.ts";
import type { LogLine } from "../../platform/log.ts";
import { amountOf } from "./amount.ts";
import type { Authorise } from "./authorise.ts";

const ROUTES: Readonly<Record<string, string>> = {
    "/paymentAuth": "paymentauth",
    "/health": "health",
    "/metrics": "metrics",
};

/** `caller=` of the two lines that upstream's logging middleware writes. */
const CALLER = "logging.go:1";

/** The payment service's routes. */
export function createPayment({ authorise, log }: { authorise: Authorise; log: LogLine }): Hono {
    const { app } = goApp({
        route: (_, path) => ROUTES[path] ?? "other",
        log,
        // Nothing to connect to: a gateway that is down makes payments fail, not this service.
        ready: () => true,
    });
    app.post("/paymentAuth", async (c) => {
        const amount = amountOf(await bodyText(c));
        const began = performance.now();
        const answer = await authorise(amount, idempotencyKey(c));
        const took = goDuration(performance.now() - began);
        log(CALLER, { method: "Authorise", result: String(answer.authorised), took });
        return goAnswer(c, answer);
    });
    app.get("/health", (c) => {
        const began = performance.now();
        const health = [{ service: "payment", status: "OK", time: goTime(new Date()) }];
        const took = goDuration(performance.now() - began);
        log(CALLER, { method: "Health", result: health.length, took });
        return goAnswer(c, { health });
    });
    return app;
}

async function bodyText(c: Context): Promise<string> {
    const body = await readBody(c);
    if (body.kind === "too large") throw new GoError(413, "http: request body too large");
    return body.text;
}

/** The caller's key for this payment, as Stripe takes it. */
function idempotencyKey(c: Context): string | undefined {
    const key = c.req.header("idempotency-key");
    if (key === undefined) return undefined;
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
        throw new GoError(400, "Idempotency-Key must be 1 to 255 visible ASCII characters");
    }
    return key;
}
