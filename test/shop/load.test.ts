import assert from "node:assert/strict";
import { imageRef } from "../../infra/images/catalog.ts";
import { decidedSource } from "../../infra/images/source.ts";
import { Shop } from "../support/shop-fixture.ts";
import { checkoutFlow, everyOrderShipped, queueDrained } from "../support/shop-scenarios.ts";

describe("the documented load flow", () => {
    const shop = new Shop();
    before(() => shop.open());
    after(() => shop.close());

    // Spec shop-api.md, section 9: nine steps a pass, pass = 0 failures.
    it("serves 50 users for 3 minutes without a failure, ships every order, drains the queue", async () => {
        const since = new Date();
        const image = imageRef("load-generator", decidedSource() ?? "closed");
        const { summary } = await checkoutFlow(shop, image, 50, 180);
        const { requests, failures, p95Ms } = summary.total;
        console.log(`      ${requests} requests, ${summary.orders} orders, p95 ${p95Ms} ms`);
        assert.equal(failures, 0, JSON.stringify(summary.errors));
        const shipped = await everyOrderShipped(shop, since);
        // The last pass of a visitor may be cut off between the order and its answer.
        assert.ok(summary.orders > 0 && shipped >= summary.orders, `${summary.orders}, ${shipped}`);
        await queueDrained(shop);
        await shop.assertNoRestart();
    });
});
