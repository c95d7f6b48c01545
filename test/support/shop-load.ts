import { randomBytes } from "node:crypto";
import type { LoadReport } from "../../load/load-log.ts";
import { profileFiles } from "../../load/profile-files.ts";
import { runLoad } from "../../load/run-load.ts";
import type { Shop } from "./shop-fixture.ts";
import { countByStatus, ordersSince } from "./shop-orders.ts";

/** A run of the documented load flow, and what came of it in the orders service. */
export interface CheckoutFlow {
    summary: LoadReport & { orders: number };
    /** Orders stored meanwhile, by status. */
    stored: Record<string, number>;
}

/** Runs the checkout profile in the cluster, as incidents do, and waits for its end. */
export async function checkoutFlow(
    shop: Shop,
    loadImage: string,
    users: number,
    seconds: number,
): Promise<CheckoutFlow> {
    const since = new Date();
    const { report } = await runLoad(shop.kube, {
        name: `checkout-${randomBytes(3).toString("hex")}`,
        labels: {},
        image: loadImage,
        load: {
            users,
            spawnRate: Math.min(users, 10),
            durationSeconds: seconds,
            waitMs: { min: 500, max: 1500 },
            workers: 1,
        },
        files: profileFiles("checkout"),
    });
    if (report?.orders === undefined) throw new Error("the load reported no orders");
    return {
        summary: { ...report, orders: report.orders },
        stored: countByStatus(await ordersSince(shop, since)),
    };
}
