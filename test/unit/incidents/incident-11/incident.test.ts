import assert from "node:assert/strict";
import { incident11 } from "../../../../incidents/incident-11/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

/** Deployments of which so many pods came. */
const came = (pods: Record<string, number>, available = 1): NonNullable<Reading["deployments"]> =>
    Object.fromEntries(
        Object.entries(pods).map(([name, count]) => [
            name,
            { want: 1, available, pods: 1, came: count },
        ]),
    );
const KILLS: Reading = {
    ...CALM,
    deployments: came({ carts: 2, user: 1, "front-end": 0 }),
    orders: { answers: answers({}, 10), stored: stored("SHIPPED", 10) },
};

describe("incident-11", () => {
    it("is red where pods of several services are replaced and orders go on", () => {
        assert.deepEqual(missing(incident11, KILLS), []);
        assert.deepEqual(holding(incident11, "mustNot", KILLS), []);
    });
    it("is not one service's trouble, nor one or two pods", () => {
        const name = "pods of several services are replaced";
        for (const pods of [{ carts: 3 }, { carts: 1, user: 1 }]) {
            assert.deepEqual(missing(incident11, { ...KILLS, deployments: came(pods) }), [name]);
        }
    });
    it("is not an outage", () => {
        const failed = answers({ status: 500, orderStatus: undefined }, 10);
        // As many as may have come before the first kill.
        for (const list of [failed, answers({}, 9)]) {
            const orders = { answers: list, stored: stored("SHIPPED", 9) };
            assert.deepEqual(missing(incident11, { ...KILLS, orders }), ["orders go on"]);
        }
    });
    it("forbids that others are hit, that a container restarts, that an order is lost", () => {
        const other = { ...KILLS, deployments: came({ carts: 2, user: 1, "front-end": 1 }) };
        assert.deepEqual(holding(incident11, "mustNot", other), [
            "a pod that is no target replaced",
        ]);
        const restarted = { ...KILLS, restarts: { "sock-shop/carts": 1 } };
        assert.deepEqual(holding(incident11, "mustNot", restarted), ["a restart anywhere"]);
        const orders = { answers: answers({}, 10), stored: stored("SHIPPED", 9) };
        assert.deepEqual(holding(incident11, "mustNot", { ...KILLS, orders }), [
            "a confirmed order lost",
        ]);
    });
    it("is recovered once every service has its pod", () => {
        assert.equal(holding(incident11, "recovered", KILLS).length, 2);
        const lacking = { ...KILLS, deployments: came({ carts: 2 }, 0) };
        assert.deepEqual(holding(incident11, "recovered", lacking), ["new orders are shipped"]);
    });
});
