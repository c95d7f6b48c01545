import assert from "node:assert/strict";
import type { Hono } from "hono";
import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { createStripeMock } from "../../../../../components/shop/image/src/services/stripe-mock/app.ts";
import { createLedger } from "../../../../../components/shop/image/src/services/stripe-mock/ledger.ts";

const GOOD = "amount=10498&currency=usd&source=tok_visa&description=Sock+Shop+order";
const AUTH = { Authorization: "Bearer sk_test_123" };
const FORM = "application/x-www-form-urlencoded";

describe("stripe-mock", () => {
    let app: Hono;
    let lines: string[];

    beforeEach(() => {
        lines = [];
        const log = logfmt((line) => lines.push(line));
        app = createStripeMock({ ledger: createLedger(2), log });
    });

    const charge = async (
        body: string,
        headers: Record<string, string> = {},
    ): Promise<{ status: number; headers: Headers; json: Record<string, unknown> }> => {
        const answer = await app.request("/v1/charges", {
            method: "POST",
            body,
            headers: { "Content-Type": FORM, ...AUTH, ...headers },
        });
        return {
            status: answer.status,
            headers: answer.headers,
            json: (await answer.json()) as Record<string, unknown>,
        };
    };
    const read = async (id: unknown): Promise<[number, unknown]> => {
        const answer = await app.request(`/v1/charges/${String(id)}`, { headers: AUTH });
        return [answer.status, await answer.json()];
    };

    it("makes a charge that can be read again", async () => {
        const { status, json } = await charge(GOOD);
        const { id, created, ...rest } = json;
        assert.equal(status, 200);
        assert.match(String(id), /^ch_[0-9a-f]{32}$/);
        assert.ok(Math.abs(Number(created) - Date.now() / 1000) < 5);
        assert.deepEqual(rest, {
            object: "charge",
            amount: 10498,
            amount_captured: 10498,
            amount_refunded: 0,
            captured: true,
            currency: "usd",
            description: "Sock Shop order",
            livemode: false,
            paid: true,
            refunded: false,
            status: "succeeded",
        });
        assert.deepEqual(await read(id), [200, json]);
    });

    const number = "4242424242424242";
    for (const [body, param, message] of [
        ["currency=usd&source=tok_visa", "amount", "Missing required param: amount."],
        ["amount=1&source=tok_visa", "currency", "Missing required param: currency."],
        ["amount=&currency=usd&source=tok_visa", "amount", "Missing required param: amount."],
        ["amount=1.5&currency=usd&source=tok_visa", "amount", "Invalid integer."],
        ["amount=1e3&currency=usd&source=tok_visa", "amount", "Invalid integer."],
        [
            "amount=0&currency=usd&source=tok_visa",
            "amount",
            "This value must be greater than or equal to 1.",
        ],
        [
            "amount=-7&currency=usd&source=tok_visa",
            "amount",
            "This value must be greater than or equal to 1.",
        ],
        [
            "amount=100000000&currency=usd&source=tok_visa",
            "amount",
            "Amount must be no more than $999,999.99.",
        ],
        [
            `amount=${"9".repeat(400)}&currency=usd&source=tok_visa`,
            "amount",
            "Amount must be no more than $999,999.99.",
        ],
        ["amount=1&amount=2&currency=usd&source=tok_visa", "amount", "Received amount twice."],
        [
            "amount=1&currency=socks&source=tok_visa",
            "currency",
            "Invalid currency: it is not a three-letter ISO code.",
        ],
        ["amount=1&currency=usd", undefined, "Must provide source or customer."],
        [`amount=1&currency=usd&source=${number}`, undefined, "No such source or customer."],
        [
            `amount=1&currency=usd&source=tok_visa&description=${"x".repeat(1001)}`,
            "description",
            "Invalid string: at most 1000 characters.",
        ],
        ["{}", "amount", "Missing required param: amount."],
    ] as const) {
        it(`refuses ${body.slice(0, 60)}`, async () => {
            const { status, json } = await charge(body);
            const { code: _, ...error } = json["error"] as Record<string, unknown>;
            assert.equal(status, 400);
            assert.deepEqual(error, {
                type: "invalid_request_error",
                message,
                ...(param === undefined ? {} : { param }),
            });
            assert.ok(!lines.join("").includes(number));
        });
    }

    it("refuses another content type, and a body that is too large", async () => {
        assert.equal((await charge(GOOD, { "Content-Type": "application/json" })).status, 400);
        assert.equal((await charge(`${GOOD}&pad=${"x".repeat(100 * 1024)}`)).status, 413);
    });

    it("wants a test key, as bearer or as user of Basic", async () => {
        const basic = `Basic ${Buffer.from("sk_test_9:").toString("base64")}`;
        assert.equal((await charge(GOOD, { Authorization: basic })).status, 200);
        for (const Authorization of ["", "Bearer", "Bearer sk_live_1", "Basic !!", "sk_test_1"]) {
            const { status, json } = await charge(GOOD, { Authorization });
            assert.deepEqual(
                [status, (json["error"] as Record<string, unknown>)["type"]],
                [401, "invalid_request_error"],
            );
        }
    });

    it("answers a repeated key with the same charge, and refuses it for another", async () => {
        const key = { "Idempotency-Key": "order-1" };
        const first = await charge(GOOD, key);
        const again = await charge(GOOD, key);
        assert.deepEqual(again.json, first.json);
        assert.equal(first.headers.get("idempotent-replayed"), null);
        assert.equal(again.headers.get("idempotent-replayed"), "true");
        const other = await charge(GOOD.replace("10498", "1"), key);
        assert.deepEqual(
            [other.status, (other.json["error"] as Record<string, unknown>)["type"]],
            [400, "idempotency_error"],
        );
        assert.notEqual((await charge(GOOD)).json["id"], first.json["id"]);
        assert.equal((await charge(GOOD, { "Idempotency-Key": "k".repeat(256) })).status, 400);
    });

    it("doesn't spend a key on a refused charge", async () => {
        const key = { "Idempotency-Key": "order-1" };
        assert.equal((await charge("amount=0", key)).status, 400);
        assert.equal((await charge(GOOD, key)).status, 200);
    });

    it("forgets the oldest charges, and their keys", async () => {
        const key = { "Idempotency-Key": "order-1" };
        const first = await charge(GOOD, key);
        const second = await charge(GOOD);
        await charge(GOOD);
        assert.equal((await read(first.json["id"]))[0], 404);
        assert.equal((await read(second.json["id"]))[0], 200);
        assert.notEqual((await charge(GOOD, key)).json["id"], first.json["id"]);
    });

    it("answers Stripe's 404 to an unknown charge and an unknown path", async () => {
        assert.deepEqual(await read("ch_none"), [
            404,
            {
                error: {
                    type: "invalid_request_error",
                    message: "No such charge.",
                    param: "id",
                    code: "resource_missing",
                },
            },
        ]);
        const answer = await app.request("/v1/refunds", { headers: AUTH });
        assert.deepEqual(
            [answer.status, await answer.json()],
            [
                404,
                { error: { type: "invalid_request_error", message: "Unrecognized request URL." } },
            ],
        );
    });

    it("has health, readiness and bounded metrics labels", async () => {
        assert.match(
            await (await app.request("/health")).text(),
            /^\{"health":\[\{"service":"stripe-mock","status":"OK","time":"[^"]+"\}\]\}\n$/,
        );
        assert.equal((await app.request("/ready")).status, 200);
        await charge(GOOD);
        await read("ch_1");
        await read("ch_2");
        const text = await (await app.request("/metrics")).text();
        assert.match(text, /_count\{method="POST",route="v1_charges",status_code="200",.*\} 1\n/);
        assert.match(text, /_count\{method="GET",route="v1_charges_id",status_code="404",.*\} 2\n/);
    });
});
