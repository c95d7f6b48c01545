import assert from "node:assert/strict";
import { AnswerTimeout } from "../../../../../components/shop/image/src/platform/http-client.ts";
import { PAYMENT, SHIPPING, json, networkError, ordersBench } from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";
import {
    CLIENT,
    DECLINED,
    ID,
    ILLEGAL_STATE,
    IO_ERROR,
    LOG,
    TIMEOUT,
    UNREADABLE,
    refused,
    servlet,
} from "./orders-errors.ts";

describe("orders: payment fails", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const failed = (): void => {
        assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAYMENT_FAILED"]);
        assert.equal(bench.store.saved.get(ID)?.shipment, null);
        assert.equal(bench.store.saved.get(ID)?.total, 58.989998);
        assert.ok(!bench.network.asked.some(({ url }) => url === SHIPPING));
    };
    const at = `I/O error on POST request for "${PAYMENT}": `;
    const timedOut = "java.util.concurrent.TimeoutException: null";
    const server = `${CLIENT}.HttpServerErrorException: 500 null`;
    type Case = [
        answer: Parameters<OrdersBench["answer"]>[1],
        message: string,
        text: string,
        reason: string,
        rootCause: string,
    ];
    const cases: Case[] = [
        [
            networkError("ECONNREFUSED"),
            IO_ERROR,
            `${at}Connection refused`,
            "Connection refused",
            "java.net.ConnectException: Connection refused",
        ],
        [
            networkError("ENOTFOUND"),
            IO_ERROR,
            `${at}payment`,
            "payment",
            "java.net.UnknownHostException: payment",
        ],
        [
            networkError("ECONNRESET"),
            IO_ERROR,
            `${at}Connection reset`,
            "Connection reset",
            "java.net.SocketException: Connection reset",
        ],
        [
            new AnswerTimeout(PAYMENT, 5000, false),
            TIMEOUT,
            `${at}connect timed out`,
            "connect timed out",
            timedOut,
        ],
        [
            new AnswerTimeout(PAYMENT, 5000, true),
            TIMEOUT,
            `${at}Read timed out`,
            "Read timed out",
            timedOut,
        ],
        [json({ error: "x" }, { status: 500 }), IO_ERROR, "500 null", "500 null", server],
        [
            json({ authorised: "yes" }),
            IO_ERROR,
            `${at}the answer is not an authorisation`,
            "the answer is not an authorisation",
            `${UNREADABLE}: the answer is not an authorisation`,
        ],
    ];
    for (const [answer, message, text, reason, rootCause] of cases) {
        it(`stores PAYMENT_FAILED, answers 500 and logs "${text}"`, async () => {
            bench.answer(PAYMENT, answer);
            await refused(await bench.place(), 500, ILLEGAL_STATE, message);
            failed();
            assert.deepEqual(bench.lines.slice(4), [
                `ERROR ${LOG}Payment failed for order ${ID}: ${text}`,
                `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED due to: ${reason}`,
                `ERROR ${LOG}Payment service unavailable for order ${ID}`,
                servlet(ILLEGAL_STATE, message, rootCause),
            ]);
        });
    }

    it("stores PAYMENT_FAILED and answers 406 with payment's word when it says no", async () => {
        const message = "Payment declined: amount exceeds 105.00";
        bench.answer(PAYMENT, json({ authorised: false, message }));
        await refused(await bench.place(), 406, DECLINED, message);
        failed();
        assert.deepEqual(bench.lines.slice(4), [
            `INFO ${LOG}Received payment response: PaymentResponse{authorised=false, message=${message}}`,
            `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED due to: ${message}`,
        ]);
    });

    for (const nothing of [undefined, null]) {
        it(`answers 406 when payment's answer is ${nothing === null ? "null" : "empty"}`, async () => {
            bench.answer(PAYMENT, json(nothing));
            const message = "Unable to parse authorisation packet";
            await refused(await bench.place(), 406, DECLINED, message);
            failed();
            assert.deepEqual(bench.lines.slice(4), [
                `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED due to: ${message}`,
            ]);
        });
    }
});

describe("orders: shipping fails", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const resource = `${CLIENT}.ResourceAccessException`;
    const nack = `${CLIENT}.HttpServerErrorException`;
    type Case = [
        answer: Parameters<OrdersBench["answer"]>[1],
        exception: string,
        message: string,
        rootCause: string,
    ];
    const cases: Case[] = [
        [json({}, { status: 503 }), nack, "503 null", `${nack}: 503 null`],
        [
            json({}, { status: 404 }),
            `${CLIENT}.HttpClientErrorException`,
            "404 null",
            `${CLIENT}.HttpClientErrorException: 404 null`,
        ],
        [
            networkError("ECONNREFUSED"),
            resource,
            IO_ERROR,
            "java.net.ConnectException: Connection refused",
        ],
        [
            new AnswerTimeout(SHIPPING, 5000, true),
            resource,
            TIMEOUT,
            "java.util.concurrent.TimeoutException: null",
        ],
        [
            json({}, { status: 201 }),
            resource,
            IO_ERROR,
            `${UNREADABLE}: the answer is not a shipment`,
        ],
    ];
    for (const [answer, exception, message, rootCause] of cases) {
        it(`leaves the order PAID, answers 500 and logs "${rootCause}"`, async () => {
            bench.answer(SHIPPING, answer);
            await refused(await bench.place(), 500, exception, message);
            assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAID"]);
            assert.equal(bench.store.saved.get(ID)?.shipment, null);
            assert.deepEqual(bench.lines.slice(6), [
                `ERROR ${LOG}Shipping failed for order ${ID}, which stays PAID: ${rootCause}`,
                servlet(exception, message, rootCause),
            ]);
        });
    }
});
