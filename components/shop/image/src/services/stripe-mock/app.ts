import type { Context, Hono } from "hono";
import { readBody } from "../../platform/body.ts";
import { goAnswer, goApp } from "../../platform/go-app.ts";
import { goDuration, goTime } from "../../platform/go-dialect.ts";
import type { LogLine } from "../../platform/log.ts";
import { chargeOf } from "./charge.ts";
import type { Ledger } from "./ledger.ts";
import { StripeError, stripeFailure } from "./stripe-error.ts";

/** The gateway's routes: Stripe's charges, as far as the shop uses them. */
export function createStripeMock({ ledger, log }: { ledger: Ledger; log: LogLine }): Hono {
    const { app } = goApp({ route, log, ready: () => true });
    app.get("/health", (c) =>
        goAnswer(c, {
            health: [{ service: "stripe-mock", status: "OK", time: goTime(new Date()) }],
        }),
    );
    app.use("/v1/*", async (c, next) => {
        checkApiKey(c.req.header("authorization"));
        await next();
    });
    app.post("/v1/charges", async (c) => {
        const began = performance.now();
        const text = await formText(c);
        const { charge, replayed } = ledger.charge(idempotencyKey(c), text, () =>
            chargeOf(new URLSearchParams(text)),
        );
        log("charges.go:1", {
            method: "CreateCharge",
            amount: charge.amount,
            currency: charge.currency,
            charge: charge.id,
            replayed: String(replayed),
            took: goDuration(performance.now() - began),
        });
        if (replayed) c.header("Idempotent-Replayed", "true");
        return c.json(charge);
    });
    app.get("/v1/charges/:id", (c) => {
        const charge = ledger.get(c.req.param("id"));
        if (charge !== undefined) return c.json(charge);
        throw new StripeError(404, "No such charge.", { param: "id", code: "resource_missing" });
    });
    app.notFound((c) => stripeFailure(c, new StripeError(404, "Unrecognized request URL.")));
    app.onError((error, c) => {
        if (!(error instanceof StripeError)) {
            log("app.ts:1", { err: error.message });
            return stripeFailure(c, new StripeError(500, "Internal error", { type: "api_error" }));
        }
        log("app.ts:1", { path: c.req.path, status: error.status, err: error.message });
        return stripeFailure(c, error);
    });
    return app;
}

function route(_: string, path: string): string {
    if (path === "/v1/charges") return "v1_charges";
    if (path.startsWith("/v1/charges/")) return "v1_charges_id";
    return path === "/health" || path === "/metrics" ? path.slice(1) : "other";
}

/** Any test key is good, as a user name of Basic or as a bearer. */
function checkApiKey(authorization = ""): void {
    const [scheme = "", value = ""] = authorization.split(" ");
    const key = scheme.toLowerCase() === "basic" ? Buffer.from(value, "base64").toString() : value;
    if (/^(basic|bearer)$/i.test(scheme) && /^sk_test_\w+:?$/.test(key)) return;
    throw new StripeError(
        401,
        "Please authenticate with a test key: Authorization: Bearer sk_test_123",
    );
}

async function formText(c: Context): Promise<string> {
    const type = c.req.header("content-type") ?? "";
    if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
        throw new StripeError(
            400,
            "Invalid request (check that your POST content type is application/x-www-form-urlencoded).",
        );
    }
    const body = await readBody(c);
    if (body.kind === "too large") throw new StripeError(413, "The request body is too large.");
    return body.text;
}

function idempotencyKey(c: Context): string | undefined {
    const key = c.req.header("idempotency-key");
    if (key === undefined || key.length <= 255) return key;
    throw new StripeError(400, "Idempotency-Key must be at most 255 characters.");
}
