import assert from "node:assert/strict";
import type { Hono } from "hono";
import { AnswerTimeout } from "../../../../../components/shop/image/src/platform/http-client.ts";
import type {
    Ask,
    BackendRequest,
} from "../../../../../components/shop/image/src/platform/http-client.ts";
import { JSON_TYPE, YES, fakePayment, pay } from "./fake-payment.ts";

describe("payment with a gateway", () => {
    let lines: string[];
    const create = (threshold: number, ask: Ask): Hono => fakePayment(lines, threshold, ask);
    let asked: [string, BackendRequest | undefined][];
    const answering =
        (status: number, body: string): Ask =>
        async (path, request) => {
            asked.push([path, request]);
            return { status, contentType: "application/json", body: Buffer.from(body) };
        };
    const failing =
        (error: unknown): Ask =>
        async () => {
            throw error;
        };
    const head = "2025/11/07 16:55:33 ";
    const authorise = (result: boolean): string =>
        `ts=1970-01-01T00:00:00.000Z caller=logging.go:1 method=Authorise result=${result} took=T`;

    beforeEach(() => {
        asked = [];
        lines = [];
    });

    it("charges cents, and authorises what the gateway has taken", async () => {
        const app = create(105, answering(200, '{"id":"ch_7","paid":true}'));
        const key = { "Idempotency-Key": "order-1" };
        assert.deepEqual(await pay(app, '{"amount":104.98}', key), [200, JSON_TYPE, YES]);
        assert.deepEqual(asked, [
            [
                "/v1/charges",
                {
                    method: "POST",
                    headers: {
                        "Content-Type": "application/x-www-form-urlencoded",
                        Authorization: "Bearer sk_test_1",
                        "Idempotency-Key": "order-1",
                    },
                    body: "amount=10498&currency=usd&source=tok_visa&description=Sock+Shop+order",
                    timeoutMs: 35_000,
                },
            ],
        ]);
        assert.deepEqual(lines, [
            `${head}Payment auth request: amount=104.98`,
            `${head}Calling payment gateway: http://stripe-mock/v1/charges`,
            `${head}Payment authorized: ch_7 (Ns)`,
            authorise(true),
        ]);
    });

    it("sends no key of its own, and refuses one that is no header value", async () => {
        const app = create(105, answering(200, '{"id":"ch_7","paid":true}'));
        await pay(app, '{"amount":22.99}');
        assert.deepEqual(new Headers(asked[0]?.[1]?.headers).has("idempotency-key"), false);
        assert.match(String(asked[0]?.[1]?.body), /^amount=2299&/);
        const bad = { "Idempotency-Key": "a b" };
        assert.equal((await pay(app, '{"amount":1}', bad))[0], 400);
        assert.equal(asked.length, 1);
    });

    it("doesn't ask the gateway for more than the threshold", async () => {
        const app = create(105, answering(200, '{"id":"ch_7","paid":true}'));
        assert.match(String((await pay(app, '{"amount":105.01}'))[2]), /exceeds 105\.00/);
        assert.deepEqual(asked, []);
    });

    const dial = { code: "ECONNREFUSED", address: "10.96.1.2", port: 80 };
    for (const [what, ask, reason] of [
        [
            "an unreachable gateway",
            failing(Object.assign(new Error("connect"), dial)),
            'Post "http://stripe-mock/v1/charges": dial tcp 10.96.1.2:80: connect: connection refused',
        ],
        [
            "an unreachable gateway over IPv6",
            failing(Object.assign(new Error("x"), { ...dial, address: "::1" })),
            'Post "http://stripe-mock/v1/charges": dial tcp [::1]:80: connect: connection refused',
        ],
        [
            "an unknown name",
            failing(Object.assign(new Error("x"), { code: "ENOTFOUND", hostname: "stripe-mock" })),
            'Post "http://stripe-mock/v1/charges": dial tcp: lookup stripe-mock: no such host',
        ],
        [
            "a gateway that doesn't answer",
            failing(new AnswerTimeout("http://stripe-mock/v1/charges", 35_000, true)),
            'Post "http://stripe-mock/v1/charges": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        ],
        [
            "a gateway that hangs up",
            failing(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })),
            'Post "http://stripe-mock/v1/charges": EOF',
        ],
    ] as const) {
        it(`declines with the reason of ${what}`, async () => {
            const app = create(105, ask);
            const message = `Payment gateway error: ${reason}`;
            assert.deepEqual(await pay(app, '{"amount":104.98}'), [
                200,
                JSON_TYPE,
                `${JSON.stringify({ authorised: false, message })}\n`,
            ]);
            assert.deepEqual(lines.slice(2), [`${head}${message} (Ns)`, authorise(false)]);
        });
    }

    for (const [status, body, reason] of [
        [
            402,
            '{"error":{"message":"Your card\\nwas declined."}}',
            "status 402: Your card was declined.",
        ],
        [200, '{"id":"ch_7","paid":false}', "status 200: no charge in the answer"],
        [200, "<html>", "status 200: no charge in the answer"],
        [500, "[]", "status 500: no charge in the answer"],
    ] as const) {
        it(`declines on the gateway's ${status} ${body}`, async () => {
            const [answered, , text] = await pay(
                create(105, answering(status, body)),
                '{"amount":1}',
            );
            assert.equal(answered, 200);
            const answer: unknown = JSON.parse(String(text));
            assert.deepEqual(answer, {
                authorised: false,
                message: `Payment gateway error: ${reason}`,
            });
        });
    }

    it("is healthy with the gateway gone", async () => {
        const app = create(105, failing(new Error("gone")));
        assert.equal((await app.request("/health")).status, 200);
    });
});
