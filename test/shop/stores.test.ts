import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { STORES, type StoreName } from "../../components/shop/topology.ts";
import { logIn } from "../support/shop-accounts.ts";
import { Buyer } from "../support/shop-buyer.ts";
import { Shop } from "../support/shop-fixture.ts";
import { sharedLab } from "../support/shop-hooks.ts";
import { killStoreUnderLoad, killTable, type StoreKill } from "../support/shop-scenarios.ts";
import { sockNamed } from "../support/shop-socks.ts";
import { until } from "../support/shop-until.ts";

describe("the shop's stores", () => {
    const shop = new Shop();
    const kills: StoreKill[] = [];
    before(() => shop.open());
    after(async () => {
        await shop.close();
        console.log(killTable(kills).replace(/^/gm, "      "));
    });

    for (const store of Object.keys(STORES) as StoreName[]) {
        it(`${store}: killed under load, no paid order is lost and all buy again`, async () => {
            kills.push(await killStoreUnderLoad(shop, store));
        });
    }

    // A rollout's end is no end of the wait: the forwarding rules come back a moment later.
    it("keep their data when the node restarts, and the shop comes back by itself", async () => {
        const buyer = await Buyer.register(shop.visitor());
        const order = await buyer.pass();
        assert.equal(
            (await buyer.visitor.post("/cart", { id: sockNamed("Classic").id })).status,
            201,
        );
        execFileSync("docker", ["restart", `${sharedLab().cluster}-control-plane`], {
            stdio: "ignore",
        });
        const visitor = shop.visitor();
        await until("the customer logs in again", 240_000, async () => {
            await logIn(visitor, buyer.account);
            return true;
        });
        const found = await until("the order", 120_000, async () => {
            const answer = await visitor.get(`/orders/${order.id}`);
            assert.equal(answer.status, 200, answer.toString());
            return answer.json() as { status: string; total: number };
        });
        assert.deepEqual([found.status, found.total], ["SHIPPED", order.total]);
        const cart = await until("the basket", 120_000, async () => {
            const answer = await visitor.get("/cart");
            assert.equal(answer.status, 200, answer.toString());
            return answer.json() as { itemId: string }[];
        });
        assert.ok(cart.some((line) => line.itemId === sockNamed("Classic").id));
        // The old cookies lead to the old session: it was not only in memory.
        assert.equal((await buyer.visitor.get("/orders")).status, 201);
        await until("somebody buys", 120_000, () => buyer.pass());
    });
});
