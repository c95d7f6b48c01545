import assert from "node:assert/strict";
import type { Hono } from "hono";
import { SettingError } from "../../../../../components/shop/image/src/platform/env.ts";
import {
    gatewayUrl,
    thresholdSetting,
} from "../../../../../components/shop/image/src/services/payment/service.ts";
import { JSON_TYPE, YES, fakePayment, pay } from "./fake-payment.ts";

const TEXT_TYPE = "text/plain; charset=utf-8";
const refused = (error: string, status = 500, text = "Internal Server Error"): unknown[] => [
    status,
    TEXT_TYPE,
    `${JSON.stringify({ error, status_code: status, status_text: text })}\n`,
];

describe("payment", () => {
    let lines: string[];
    const create = (threshold?: number): Hono => fakePayment(lines, threshold);

    beforeEach(() => (lines = []));

    for (const amount of ["0.01", "104.98", "104.980003", "105", "105.00", "105.000001"]) {
        it(`authorises ${amount} under 105`, async () => {
            assert.deepEqual(await pay(create(), `{"amount":${amount}}`), [200, JSON_TYPE, YES]);
        });
    }
    for (const amount of ["105.01", "119.98", "1e30"]) {
        it(`declines ${amount} under 105`, async () => {
            const no = '{"authorised":false,"message":"Payment declined: amount exceeds 105.00"}\n';
            assert.deepEqual(await pay(create(), `{"amount":${amount}}`), [200, JSON_TYPE, no]);
        });
    }

    it("compares as 32-bit floats, the threshold too", async () => {
        assert.deepEqual(await pay(create(104.98), '{"amount":104.98}'), [200, JSON_TYPE, YES]);
    });

    it("prints a threshold with two decimals, and ignores other fields and the content type", async () => {
        const body = '{"card":{"longNum":"1"},"amount":100.3}';
        const type = { "content-type": "text/plain" };
        assert.equal(
            (await pay(create(100.255), body, type))[2],
            '{"authorised":false,"message":"Payment declined: amount exceeds 100.25"}\n',
        );
    });

    const raw = (text: string): [string, string] => [
        text,
        `Cannot unmarshal object key "amount" from JSON: ${text}`,
    ];
    const field = "into Go struct field AuthoriseRequest.amount of type float32";
    const value = "into Go value of type payment.AuthoriseRequest";
    for (const [body, error] of [
        raw("{}"),
        raw('{"amount":0}'),
        raw('{"amount":null}'),
        raw('{"amount":1e-60}'),
        raw("null"),
        ['{"amount":-5}', "Invalid payment amount"],
        ['{"amount":"5"}', `json: cannot unmarshal string ${field}`],
        ['{"amount":true}', `json: cannot unmarshal bool ${field}`],
        ['{"amount":{"$gt":0}}', `json: cannot unmarshal object ${field}`],
        ['{"amount":1e39}', `json: cannot unmarshal number 1e+39 ${field}`],
        ["[]", `json: cannot unmarshal array ${value}`],
        ["1", `json: cannot unmarshal number ${value}`],
        ["", "unexpected end of JSON input"],
        ['{"amount"', "unexpected end of JSON input"],
        ['{"amount":1', "unexpected end of JSON input"],
        ['{"a', "unexpected end of JSON input"],
        ["x", "invalid character 'x' looking for beginning of value"],
        ["'", "invalid character '\\'' looking for beginning of value"],
        ["{x", "invalid character 'x' looking for beginning of object key string"],
        ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
        ['{"a" 1}', "invalid character '1' after object key"],
        ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
        ['{"a":[1 2]}', "invalid character '2' after array element"],
        ['{"a":1}}', "invalid character '}' after top-level value"],
        ['{"a":"\n"}', "invalid character '\\n' in string literal"],
        ['{"a":"\\x"}', "invalid character 'x' in string escape code"],
        ['{"a":-}', "invalid character '}' in numeric literal"],
    ] as const) {
        it(`refuses ${JSON.stringify(body)} in Go's words`, async () => {
            assert.deepEqual(await pay(create(), body), refused(error));
            assert.deepEqual(lines, []);
        });
    }

    it("refuses a body that is too large", async () => {
        const body = `{"amount":1,"pad":"${"x".repeat(100 * 1024)}"}`;
        assert.deepEqual(
            await pay(create(), body),
            refused("http: request body too large", 413, "Request Entity Too Large"),
        );
    });

    it("answers 404 to other paths and methods, and keeps /health at one entry", async () => {
        const app = create();
        for (const [path, method] of [
            ["/paymentAuth", "GET"],
            ["/health", "POST"],
            ["/nope", "GET"],
        ] as const) {
            assert.equal((await app.request(path, { method })).status, 404);
        }
        const body = await (await app.request("/health")).text();
        assert.match(
            body,
            /^\{"health":\[\{"service":"payment","status":"OK","time":"[-\d]+ [:.\d]+ \+0000 UTC"\}\]\}\n$/,
        );
        assert.deepEqual(lines, [
            "ts=1970-01-01T00:00:00.000Z caller=logging.go:1 method=Health result=1 took=T",
        ]);
        assert.equal((await app.request("/ready")).status, 200);
    });

    it("counts under the released image's route labels", async () => {
        const app = create();
        await pay(app, '{"amount":1}');
        await pay(app, "x");
        const text = await (await app.request("/metrics")).text();
        for (const status of [200, 500]) {
            assert.ok(
                text.includes(
                    `request_duration_seconds_count{method="POST",route="paymentauth",status_code="${status}",isWS="false"} 1`,
                ),
            );
        }
    });
});

describe("payment settings", () => {
    it("declines above 105 unless told otherwise, the flag winning", () => {
        assert.equal(thresholdSetting({ env: {}, args: [] }), 105);
        assert.equal(thresholdSetting({ env: { DECLINE_ABOVE: "99.5" }, args: [] }), 99.5);
        const both = { env: { DECLINE_ABOVE: "1" }, args: ["-decline=999"] };
        assert.equal(thresholdSetting(both), 999);
    });
    for (const text of ["0", "-1", "NaN", "Infinity", "1e39", "ten", " "]) {
        it(`refuses "${text}" as a threshold`, () => {
            assert.throws(
                () => thresholdSetting({ env: { DECLINE_ABOVE: text }, args: [] }),
                SettingError,
            );
        });
    }
    it("takes a plain http address of a gateway", () => {
        assert.equal(gatewayUrl(""), undefined);
        assert.equal(gatewayUrl("http://stripe-mock"), "http://stripe-mock");
        assert.equal(gatewayUrl("http://stripe-mock:12111/"), "http://stripe-mock:12111");
        for (const text of [
            "stripe-mock",
            "https://stripe-mock",
            "http://user:secret@stripe-mock",
            "http://stripe-mock/path",
            "http://stripe-mock/?a",
        ]) {
            assert.throws(
                () => gatewayUrl(text),
                (error) => error instanceof SettingError && !error.message.includes("secret"),
            );
        }
    });
});
