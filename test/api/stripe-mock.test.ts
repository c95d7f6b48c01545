import assert from "node:assert/strict";
import type { ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { refused, type Row, rows } from "../support/shop-rows.ts";

// The stand-in of the payment gateway, environment.md 3.4 and incidents.md, incident 6.
describe("contract: stripe-mock", function () {
    this.timeout(60_000);
    const shop = useShop();
    const gateway = (): Promise<ShopClient> => shop.backend("stripe-mock");
    const headers = {
        authorization: "Bearer sk_test_123",
        "content-type": "application/x-www-form-urlencoded",
    };
    const charge = (text: string, row: Omit<Row, "ask">): Row => ({
        ask: "POST /v1/charges",
        when: text.slice(0, 60),
        text,
        headers,
        ...row,
    });
    const bad = { status: 400, check: refused };

    rows(gateway, [
        charge("amount=2299&currency=usd&source=tok_visa&description=Sock+Shop+order", {
            status: 200,
            check: (answer) => {
                const body = answer.json() as Record<string, unknown>;
                assert.match(String(body["id"]), /^ch_\w+$/);
                const { amount, currency, paid, status } = body;
                assert.deepEqual(
                    { amount, currency, paid, status },
                    { amount: 2299, currency: "usd", paid: true, status: "succeeded" },
                );
            },
        }),
        charge("currency=usd&source=tok_visa", { ...bad, says: /Missing required param: amount/ }),
        charge("amount=x&currency=usd&source=tok_visa", { ...bad, says: /Invalid integer/ }),
        charge("amount=-5&currency=usd&source=tok_visa", bad),
        charge("amount=5&currency=socks&source=tok_visa", bad),
        charge("amount=5&currency=usd", bad),
        charge("", bad),
        charge(`amount=5&currency=usd&source=tok_visa&description=${"x".repeat(110_000)}`, {
            status: 413,
            check: refused,
        }),
        {
            ask: "POST /v1/charges",
            when: "without a key",
            text: "amount=5",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            status: 401,
            check: refused,
        },
        { ask: "GET /v1/charges/ch_none", headers, status: 404, check: refused },
        { ask: "GET /health", status: 200 },
    ]);
});
