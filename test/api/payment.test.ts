import assert from "node:assert/strict";
import type { ShopClient } from "../support/shop-client.ts";
import { unique } from "../support/shop-accounts.ts";
import { useShop } from "../support/shop-fixture.ts";
import { GO_BUCKETS, healthy, histogramTests } from "../support/shop-observability.ts";
import { goError, refused, type Row, rows } from "../support/shop-rows.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";

// shop-api.md, section 5; the deployed threshold is 105, with the gateway behind it.
describe("contract: payment", function () {
    this.timeout(60_000);
    const shop = useShop();
    const payment = (): Promise<ShopClient> => shop.backend("payment");
    const pay = (text: string, row: Omit<Row, "ask">): Row => ({
        ask: "POST /paymentAuth",
        when: text,
        text,
        ...row,
    });
    const authorised = {
        status: 200,
        type: JSON_TYPE,
        says: '{"authorised":true,"message":"Payment authorised"}\n',
    };
    const declined = {
        status: 200,
        type: JSON_TYPE,
        says: '{"authorised":false,"message":"Payment declined: amount exceeds 105.00"}\n',
    };
    const fails = (error: string): Omit<Row, "ask"> => ({
        status: 500,
        type: TEXT_TYPE,
        is: goError(error),
    });
    const missing = (raw: string): Row =>
        pay(raw, fails(`Cannot unmarshal object key "amount" from JSON: ${raw}`));

    rows(payment, [
        pay('{"amount":10}', authorised),
        pay('{"amount":0.01}', authorised),
        pay('{"amount":104.98}', authorised),
        pay('{"amount":105}', authorised),
        pay('{"amount":105.01}', declined),
        pay('{"amount":1e9}', declined),
        pay('{"address":{},"card":{},"customer":{},"amount":22.99,"other":[1]}', authorised),
        missing("{}"),
        missing('{"amount":0}'),
        missing('{"amount":null}'),
        pay('{"amount":-1}', fails("Invalid payment amount")),
        pay("", fails("unexpected end of JSON input")),
        pay('{"amount":', fails("unexpected end of JSON input")),
        pay("nonsense", {
            status: 500,
            check: (answer) => assert.match(answer.text, /invalid character/),
        }),
        pay('{"amount":"10"}', {
            status: 500,
            says: /json: cannot unmarshal string into Go struct field \w+\.amount of type float32/,
        }),
        pay('{"amount":{"$gt":0}}', { status: 500, says: /json: cannot unmarshal object into/ }),
        pay("[]", { status: 500, says: /json: cannot unmarshal array into/ }),
        pay('{"amount":1e400}', { status: 500, says: /json: cannot unmarshal number/ }),
        {
            ...pay('{"amount":10}', authorised),
            when: "any content type",
            headers: { "content-type": "text/plain" },
        },
        {
            ask: "POST /paymentAuth",
            when: "more than 100 KiB",
            text: JSON.stringify({ amount: 10, more: "x".repeat(101 * 1024) }),
            status: 413,
            check: refused,
        },
        {
            ask: "GET /paymentAuth",
            when: "wrong method",
            status: 404,
            says: "404 page not found\n",
        },
        { ask: "GET /nope", status: 404, type: TEXT_TYPE, says: "404 page not found\n" },
        { ask: "GET /health", status: 200, type: JSON_TYPE, check: healthy(["payment"], "time") },
    ]);

    const labels = (route: string, method = "GET"): Record<string, string> => ({
        ...{ method, route, status_code: "200", isWS: "false" },
    });
    histogramTests(payment, GO_BUCKETS, [
        [pay('{"amount":10}', { status: 200 }), labels("paymentauth", "POST")],
        [{ ask: "GET /health", status: 200 }, labels("health")],
        [{ ask: "GET /metrics", status: 200 }, labels("metrics")],
    ]);

    for (const [amount, line] of [
        [10, /method=Authorise result=true took=\S+s$/],
        [200, /method=Authorise result=false took=\S+s$/],
    ] as const) {
        it(`logs an authorisation of ${amount}`, async () => {
            const since = new Date();
            await (await payment()).post("/paymentAuth", { amount });
            const [found] = await shop.logged("payment", line, since);
            assert.match(found ?? "", /^ts=\S+ caller=\S+:\d+ method=/);
        });
    }

    it("charges the gateway once for a key that it has seen", async () => {
        const client = await payment();
        const headers = { "idempotency-key": unique("order") };
        const since = new Date();
        for (const _ of [1, 2]) {
            const answer = await client.ask("POST", "/paymentAuth", {
                json: { amount: 12.34 },
                headers,
            });
            assert.equal(answer.text, authorised.says);
        }
        const charges = await shop.logged("stripe-mock", /method=CreateCharge amount=1234 /, since);
        const replayed = charges.filter((line) => line.includes("replayed=true"));
        assert.deepEqual([charges.length, replayed.length], [2, 1], charges.join("\n"));
    });
});
