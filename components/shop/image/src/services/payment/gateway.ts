import { jsonObject } from "../../platform/body.ts";
import { shortestFloat32 } from "../../platform/go-dialect.ts";
import type { Ask, BackendAnswer } from "../../platform/http-client.ts";
import type { Write } from "../../platform/log.ts";
import { goNetworkError } from "./go-network-error.ts";

/** Who really moves the money. */
export interface Gateway {
    /** Charges an amount in dollars; resolves to what went wrong, or undefined when it is paid. */
    charge(amount: number, key: string | undefined): Promise<string | undefined>;
}

export interface GatewayParts {
    /** Such as `http://stripe-mock`. */
    url: string;
    /** The gateway's API key; never logged. */
    apiKey: string;
    ask: Ask;
    say: Write;
}

/** Longer than orders waits for us (5 s): what the lab's gateway image does, kept. */
const TIMEOUT_MS = 35_000;

/** A client of Stripe's charges. */
export function stripeGateway({ url, apiKey, ask, say }: GatewayParts): Gateway {
    const charges = `${url}/v1/charges`;
    const post = async (amount: number, key: string | undefined): Promise<BackendAnswer> =>
        ask("/v1/charges", {
            method: "POST",
            headers: {
                "Content-Type": "application/x-www-form-urlencoded",
                Authorization: `Bearer ${apiKey}`,
                ...(key === undefined ? {} : { "Idempotency-Key": key }),
            },
            body: new URLSearchParams({
                // Cents of the shortest text: 104.98, not 104.9800033 as the float holds.
                amount: String(Math.round(shortestFloat32(amount) * 100)),
                currency: "usd",
                // A test card of Stripe's. The shopper's number stays here.
                source: "tok_visa",
                description: "Sock Shop order",
            }).toString(),
            timeoutMs: TIMEOUT_MS,
        });
    return {
        charge: async (amount, key) => {
            say(`Payment auth request: amount=${shortestFloat32(amount).toFixed(2)}`);
            say(`Calling payment gateway: ${charges}`);
            const began = performance.now();
            const outcome = await post(amount, key).then(read, (error: unknown) => ({
                refusal: `Post "${charges}": ${goNetworkError(error)}`,
            }));
            const took = `(${((performance.now() - began) / 1000).toFixed(2)}s)`;
            if ("id" in outcome) {
                say(`Payment authorized: ${outcome.id} ${took}`);
                return undefined;
            }
            say(`Payment gateway error: ${outcome.refusal} ${took}`);
            return outcome.refusal;
        },
    };
}

/** The id of a paid charge, or why it is none. */
function read({ status, body }: BackendAnswer): { id: string } | { refusal: string } {
    const answer = jsonObject(Buffer.from(body).toString("utf8"));
    if (status === 200 && answer?.["paid"] === true && typeof answer["id"] === "string") {
        return { id: oneLine(answer["id"]) };
    }
    const error = answer?.["error"];
    const message =
        typeof error === "object" && error !== null && "message" in error
            ? oneLine(String(error.message))
            : "no charge in the answer";
    return { refusal: `status ${status}: ${message}` };
}

/** Bounded and without line ends: the text goes to the log and to the shopper. */
function oneLine(text: string): string {
    return text.replace(/\p{Cc}+/gu, " ").slice(0, 200);
}
