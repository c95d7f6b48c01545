import { SettingError, portSetting, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import { backend } from "../../platform/http-client.ts";
import type { Service } from "../../platform/http.ts";
import { STDERR, logfmt, writer } from "../../platform/log.ts";
import { createPayment } from "./app.ts";
import { authoriser } from "./authorise.ts";
import { stripeGateway } from "./gateway.ts";
import { goLog } from "./go-log.ts";

const DEFAULT_PORT = 8080;
const DEFAULT_THRESHOLD = 105;
/** The key of Stripe's own examples; test keys are no secret. */
const DEFAULT_KEY = "sk_test_123";

/**
 * Builds the payment service. Flags: `-port`, `-decline`. Variables: `PORT`, `DECLINE_ABOVE`,
 * `PAYMENT_GATEWAY_URL` (empty: no gateway), `PAYMENT_GATEWAY_KEY`.
 */
export async function payment(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const threshold = thresholdSetting(settings);
    const url = gatewayUrl(setting(settings, { env: "PAYMENT_GATEWAY_URL" }, ""));
    const apiKey = setting(settings, { env: "PAYMENT_GATEWAY_KEY" }, DEFAULT_KEY);
    const write = writer(STDERR);
    const log = logfmt(write);
    const say = goLog(write);
    const gateway =
        url === undefined ? undefined : stripeGateway({ url, apiKey, ask: backend(url), say });
    return {
        app: createPayment({ authorise: authoriser(threshold, gateway), log }),
        port,
        onListening: () => {
            log("main.go:1", { transport: "HTTP", port });
            if (url !== undefined) say(`Payment gateway: ${url}`);
        },
        close: async () => {},
    };
}

/** The largest amount that is authorised. */
export function thresholdSetting(settings: Settings): number {
    const names = { flag: "decline", env: "DECLINE_ABOVE" };
    const text = setting(settings, names, String(DEFAULT_THRESHOLD));
    const threshold = Number(text);
    if (text.trim() !== "" && Number.isFinite(Math.fround(threshold)) && threshold > 0) {
        return threshold;
    }
    throw new SettingError(
        "flag -decline or variable DECLINE_ABOVE",
        `found "${text}"`,
        "a finite number above 0",
        `leave it out to decline amounts above ${DEFAULT_THRESHOLD}, or give a number`,
    );
}

/** The gateway's address without a slash at its end; undefined for no gateway. */
export function gatewayUrl(text: string): string | undefined {
    if (text === "") return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain = url !== undefined && url.protocol === "http:" && url.href === `${url.origin}/`;
    if (plain) return url.origin;
    throw new SettingError(
        "variable PAYMENT_GATEWAY_URL",
        // Not the text: it may hold a password.
        "found something else than an address of that kind",
        "http://host or http://host:port, without user, path or query",
        "leave it out to pay without a gateway, or set it to http://stripe-mock",
    );
}
