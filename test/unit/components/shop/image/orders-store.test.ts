import assert from "node:assert/strict";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import type { Order } from "../../../../../components/shop/image/src/services/orders/order.ts";
import { CUSTOMER_ID, PAYMENT, SHIPPING, networkError, ordersBench } from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";
import { ID, ILLEGAL_STATE, IO_ERROR, LOG, STORE_GONE, refused, servlet } from "./orders-errors.ts";

describe("orders: the store fails", () => {
    const gone = new StoreLost("connect ECONNREFUSED 10.96.1.2:27017");
    const asked = (bench: OrdersBench): string[] => bench.network.asked.map(({ url }) => url);

    for (const status of ["CREATED", "PENDING"]) {
        it(`answers 500, asks no payment and ends the order when it can't take it as ${status}`, async () => {
            const bench = ordersBench();
            let isBack = false;
            bench.store.refuse = (order) =>
                order.status === status || (order.status === "PAYMENT_FAILED" && !isBack)
                    ? gone
                    : undefined;
            const message = "Unable to create order: the order store does not answer.";
            await refused(await bench.place(), 500, STORE_GONE, message);
            assert.ok(!asked(bench).includes(PAYMENT));
            assert.ok(bench.lines.includes(servlet(STORE_GONE, message, String(gone))));
            isBack = true;
            const reason = "due to: The order store does not answer";
            const ended = `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED ${reason}`;
            while (!bench.lines.includes(ended)) await new Promise(setImmediate);
            assert.equal(bench.store.saved.get(ID)?.status, "PAYMENT_FAILED");
            assert.ok(!asked(bench).includes(PAYMENT));
        });
    }

    for (const status of ["PAID", "SHIPPED"]) {
        it(`saves again and again when it goes away before ${status}, and then answers 201`, async () => {
            const bench = ordersBench();
            let tries = 0;
            bench.store.refuse = (order) =>
                order.status === status && (tries += 1) <= 20 ? gone : undefined;
            assert.equal((await bench.place()).status, 201);
            assert.equal(tries, 21);
            assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAID", "SHIPPED"]);
            for (const url of [PAYMENT, SHIPPING]) {
                assert.equal(asked(bench).filter((each) => each === url).length, 1, url);
            }
            // Said once, not at every try.
            assert.deepEqual(
                bench.lines.filter((line) => line.includes("trying again")),
                [`WARN ${LOG}Order ${ID} not saved as ${status}, trying again: ${String(gone)}`],
            );
        });
    }

    // Seen with FerretDB frozen for longer than the driver waits: an order ended PAID that was shipped.
    it("puts right what a late write undid", async () => {
        const bench = ordersBench();
        const save = bench.store.save.bind(bench.store);
        const late: Order[] = [];
        bench.store.save = async (order) => {
            if (order.status === "PAID" && !bench.lines.some((line) => line.includes("again"))) {
                late.push(order);
                throw gone;
            }
            await save(order);
            if (order.status === "SHIPPED") {
                for (const write of late.splice(0)) await save(write);
            }
        };
        assert.equal((await bench.place()).status, 201);
        const paid = ["CREATED", "PENDING", "PAID"];
        assert.deepEqual(bench.store.history, [...paid, "SHIPPED", "PAID", "SHIPPED"]);
    });

    it("saves PAYMENT_FAILED again and again, too", async () => {
        const bench = ordersBench();
        bench.answer(PAYMENT, networkError("ECONNREFUSED"));
        let tries = 0;
        bench.store.refuse = (order) =>
            order.status === "PAYMENT_FAILED" && (tries += 1) <= 3 ? gone : undefined;
        await refused(await bench.place(), 500, ILLEGAL_STATE, IO_ERROR);
        assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAYMENT_FAILED"]);
    });

    it("says with all facts that a paid order is not stored when the time is up, and ships nothing", async () => {
        const bench = ordersBench(20);
        bench.store.refuse = (order) => (order.status === "PAID" ? gone : undefined);
        const message = `Order ${ID} is paid, but could not be saved as PAID.`;
        await refused(await bench.place(), 500, STORE_GONE, message);
        assert.equal(
            bench.lines.at(-1),
            `ERROR ${LOG}Order ${ID} could not be saved as PAID ` +
                `(customer ${CUSTOMER_ID}, 5899 cents, shipment null): ${String(gone)}`,
        );
        assert.ok(!asked(bench).includes(SHIPPING));
    });

    it("gives up on a store that hangs, too", async () => {
        const bench = ordersBench(20);
        const save = bench.store.save.bind(bench.store);
        bench.store.save = (order) =>
            order.status === "SHIPPED" ? new Promise(() => {}) : save(order);
        const message = `Order ${ID} is paid, but could not be saved as SHIPPED.`;
        await refused(await bench.place(), 500, STORE_GONE, message);
        assert.match(
            bench.lines.at(-1) ?? "",
            /could not be saved as SHIPPED \(.* 5899 cents, shipment [0-9a-f-]{36}\): no answer$/,
        );
    });

    it("says so at once when the process must end", async () => {
        const bench = ordersBench();
        bench.store.refuse = (order) => {
            if (order.status !== "PAID") return undefined;
            setImmediate(() => bench.giveUp.abort());
            return gone;
        };
        const message = `Order ${ID} is paid, but could not be saved as PAID.`;
        await refused(await bench.place(), 500, STORE_GONE, message);
        assert.match(bench.lines.at(-1) ?? "", /^ERROR .* could not be saved as PAID /);
    });
});
