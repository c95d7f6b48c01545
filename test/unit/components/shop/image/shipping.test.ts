import assert from "node:assert/strict";
import type { Hono } from "hono";
import { SettingError } from "../../../../../components/shop/image/src/platform/env.ts";
import { createShipping } from "../../../../../components/shop/image/src/services/shipping/app.ts";
import { NotQueued } from "../../../../../components/shop/image/src/services/shipping/publisher.ts";
import { publishMode } from "../../../../../components/shop/image/src/services/shipping/service.ts";
import type { Shipment } from "../../../../../components/shop/image/src/services/shipping/shipment.ts";

const JSON_TYPE = "application/json;charset=UTF-8";

describe("shipping", () => {
    let app: Hono;
    let lines: string[];
    let sent: Shipment[];
    let fault: Error | undefined;
    let isReady: boolean;
    let brokerAnswers: boolean;

    beforeEach(() => {
        lines = [];
        sent = [];
        fault = undefined;
        isReady = true;
        brokerAnswers = true;
        app = createShipping({
            port: 8080,
            send: async (shipment) => {
                sent.push(shipment);
                if (fault !== undefined) throw fault;
            },
            brokerAnswers: async () => brokerAnswers,
            ready: () => isReady,
            say: (line) => lines.push(line),
            log: (level, _, text) => lines.push(`${level} ${text}`),
        });
    });

    const post = async (
        body: string,
        type: string = "application/json",
    ): Promise<[number, string | null, Record<string, unknown>]> => {
        const answer = await app.request("/shipping", {
            method: "POST",
            body,
            headers: { "Content-Type": type },
        });
        const json = (await answer.json()) as Record<string, unknown>;
        return [answer.status, answer.headers.get("content-type"), json];
    };

    it("echoes the shipment that it puts into the queue", async () => {
        const shipment = { id: "i1", name: "57a98d98e4b00679b4a830b2" };
        const body = JSON.stringify({ ...shipment, other: { $gt: "" } });
        assert.deepEqual(await post(body), [201, JSON_TYPE, shipment]);
        assert.deepEqual(sent, [shipment]);
        assert.deepEqual(lines, ["Adding shipment to queue..."]);
    });

    it("makes up a missing id, and leaves a missing name empty", async () => {
        for (const body of ["{}", '{"id":null,"name":null}']) {
            const [status, , shipment] = await post(body);
            assert.deepEqual([status, shipment["name"]], [201, ""]);
            assert.match(String(shipment["id"]), /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
        }
        assert.notEqual(sent[0]?.id, sent[1]?.id);
    });

    const tooLong = "x".repeat(256);
    for (const [body, status] of [
        ["", 400],
        ["{", 400],
        ["null", 400],
        ["[]", 400],
        ['"a"', 400],
        ['{"id":5}', 400],
        ['{"name":{"$gt":""}}', 400],
        [`{"name":"${tooLong}"}`, 400],
        [`{"name":"${"x".repeat(100 * 1024)}"}`, 413],
    ] as const) {
        it(`refuses ${body.slice(0, 30)} with ${status}`, async () => {
            const [answered, type, json] = await post(body);
            assert.deepEqual([answered, type, json["status"]], [status, JSON_TYPE, status]);
            assert.equal(typeof json["message"], "string");
            assert.deepEqual([sent, lines], [[], []]);
        });
    }

    it("refuses another content type with 415", async () => {
        assert.equal((await post("id=1", "application/x-www-form-urlencoded"))[0], 415);
    });

    it("answers 503 in Boot's form for a shipment that is not in the queue", async () => {
        fault = new NotQueued("rejected by RabbitMQ");
        const [status, type, { timestamp, ...rest }] = await post('{"id":"a","name":"b"}');
        assert.deepEqual([status, type, typeof timestamp], [503, JSON_TYPE, "number"]);
        assert.deepEqual(rest, {
            status: 503,
            error: "Service Unavailable",
            exception: "org.springframework.amqp.AmqpException",
            message: "Queue unavailable: rejected by RabbitMQ",
            path: "/shipping",
        });
    });

    it("answers 500 without its text to any other error", async () => {
        fault = new Error("secret address");
        const [status, , json] = await post("{}");
        assert.equal(status, 500);
        assert.ok(!JSON.stringify(json).includes("secret"));
    });

    it("says the two texts that upstream has for GET", async () => {
        for (const [path, text] of [
            ["/shipping", "GET ALL Shipping Resource."],
            ["/shipping/42", "GET Shipping Resource with id: 42"],
            ["/shipping/%3Cb%3E", "GET Shipping Resource with id: <b>"],
        ] as const) {
            const answer = await app.request(path);
            assert.deepEqual([answer.status, await answer.text()], [200, text]);
            assert.match(String(answer.headers.get("content-type")), /^text\/plain/);
        }
        assert.equal((await app.request("/shipping", { method: "PUT" })).status, 405);
        assert.equal((await app.request("/shipping/1", { method: "DELETE" })).status, 405);
        assert.equal((await app.request("/nope")).status, 404);
    });

    it("keeps /health at 200 whatever the broker does, and /ready at what it is told", async () => {
        for (const [answers, status] of [
            [true, "OK"],
            [false, "err"],
        ] as const) {
            brokerAnswers = answers;
            const answer = await app.request("/health");
            const { health } = (await answer.json()) as { health: Record<string, unknown>[] };
            assert.equal(answer.status, 200);
            assert.deepEqual(
                health.map(({ service, status }) => [service, status]),
                [
                    ["shipping-rabbitmq", status],
                    ["shipping", "OK"],
                ],
            );
            assert.match(String(health[0]?.["date"]), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        }
        assert.equal((await app.request("/ready")).status, 200);
        isReady = false;
        assert.equal((await app.request("/ready")).status, 503);
    });

    it("counts requests under the mapping's pattern", async () => {
        await post("{}");
        fault = new NotQueued("x");
        await post("{}");
        await app.request("/shipping/1");
        await app.request("/shipping/2");
        await app.request("/scan/1");
        const text = await (await app.request("/metrics")).text();
        for (const [method, route, status, count] of [
            ["POST", "/shipping", 201, 1],
            ["POST", "/shipping", 503, 1],
            ["GET", "/shipping/{id}", 200, 2],
            ["GET", "other", 404, 1],
        ] as const) {
            assert.ok(
                text.includes(
                    `request_duration_seconds_count{service="shipping",method="${method}",` +
                        `route="${route}",status_code="${status}"} ${count}\n`,
                ),
                `${method} ${route} ${status}`,
            );
        }
    });

    it("publishes as upstream unless told to confirm, and knows no other mode", () => {
        const mode = (PUBLISH_MODE?: string): string =>
            publishMode({ env: { PUBLISH_MODE }, args: [] });
        assert.equal(mode(), "fire-and-forget");
        assert.equal(mode(""), "fire-and-forget");
        assert.equal(mode("confirm"), "confirm");
        for (const text of ["confirms", "toString", "CONFIRM"]) {
            assert.throws(() => mode(text), SettingError);
        }
    });
});
