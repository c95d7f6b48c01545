import type { Hono } from "hono";
import type { Ask } from "../../../../../components/shop/image/src/platform/http-client.ts";
import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { createPayment } from "../../../../../components/shop/image/src/services/payment/app.ts";
import { authoriser } from "../../../../../components/shop/image/src/services/payment/authorise.ts";
import { stripeGateway } from "../../../../../components/shop/image/src/services/payment/gateway.ts";
import { goLog } from "../../../../../components/shop/image/src/services/payment/go-log.ts";

export const JSON_TYPE = "application/json; charset=utf-8";
/** The body of a payment that is authorised. */
export const YES = '{"authorised":true,"message":"Payment authorised"}\n';

/** A payment service at fixed times; what it logs goes to `lines`, durations replaced. */
export function fakePayment(lines: string[], threshold = 105, ask?: Ask): Hono {
    const write = (line: string): unknown =>
        lines.push(line.replace(/took=\S+/, "took=T").replace(/\(\d+\.\d\ds\)/, "(Ns)"));
    const log = logfmt(
        (line) => write(line),
        () => new Date(0),
    );
    const say = goLog(
        (line) => write(line),
        () => new Date("2025-11-07T16:55:33.9Z"),
    );
    const url = "http://stripe-mock";
    const gateway = ask && stripeGateway({ url, apiKey: "sk_test_1", ask, say });
    return createPayment({ authorise: authoriser(threshold, gateway), log });
}

/** Status, content type and body of a payment. */
export async function pay(
    app: Hono,
    body: string,
    headers: Record<string, string> = {},
): Promise<unknown[]> {
    const answer = await app.request("/paymentAuth", { method: "POST", body, headers });
    return [answer.status, answer.headers.get("content-type"), await answer.text()];
}
