import assert from "node:assert/strict";
import { markdownTable } from "markdown-table";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { readyPod } from "../../components/kube/forward.ts";
import { SERVICES, type StoreName } from "../../components/shop/topology.ts";
import { logsSince, PODS, podsOf, restartsByPod } from "./shop-cluster.ts";
import { Crowd } from "./shop-crowd.ts";
import type { Shop } from "./shop-fixture.ts";
import { countByStatus, type ListedOrder, ordersSince } from "./shop-orders.ts";
import { queueDrained } from "./shop-queue.ts";
import { until } from "./shop-until.ts";

/** What a store's loss under load came to. */
export interface StoreKill {
    store: StoreName;
    users: number;
    /** Orders answered with 201. */
    placed: number;
    /** Passes that failed at some step. */
    failedPasses: number;
    /** Payments that were authorised, by the payment service's own log. */
    authorised: number;
    /** Orders in the store afterwards, by status. */
    stored: Record<string, number>;
    /** Shipments that queue-master received. */
    shipmentsReceived: number;
    /** From the kill until the new pod was Ready. */
    storeReadySeconds: number;
    /** From the kill until every buyer had an order from a pass begun after it. */
    allBuyAgainSeconds: number;
}

/** Orders per buyer before the kill: enough to be out of step. */
const PASSES_BEFORE = 3;
/** The catalogue's breaker alone stays open for 30 s. */
const RECOVERY_MS = 180_000;

/**
 * Kills a store's pod, without grace, while some customers buy, and waits until all of them buy again.
 *
 * @throws Error where an order that was answered with 201 is not stored as SHIPPED, one that was paid is
 *   not stored as paid, a service restarted, or the shop did not come back by itself in three minutes
 */
export async function killStoreUnderLoad(
    shop: Shop,
    store: StoreName,
    users = 5,
): Promise<StoreKill> {
    const restarts = await serviceRestarts(shop);
    const since = new Date();
    const crowd = await Crowd.gather(shop, users);
    let [killedAt, readyAt] = [0, 0];
    try {
        await until("everybody buys", 60_000, async () => {
            crowd.assertBought(PASSES_BEFORE);
            return crowd.allBoughtSince(0);
        });
        killedAt = Date.now();
        readyAt = await replacePod(shop, store);
        await until("everybody buys again", RECOVERY_MS, async () => crowd.allBoughtSince(readyAt));
    } finally {
        await crowd.sendHome();
    }
    assert.deepEqual(await serviceRestarts(shop), restarts, "services and their restarts");
    await queueDrained(shop);
    const customers = new Set(crowd.buyers.map((buyer) => buyer.account.id));
    const orders = (await ordersSince(shop, since)).filter((one) => customers.has(one.customerId));
    assertNoneMissing(crowd, orders);
    const authorised = /^ts=(\S+) \S+ method=Authorise result=true/gm;
    const payments = (await linesSince(shop, "payment", since, authorised)).filter(
        // The API server gives whole seconds: a line may be from just before.
        ([, time = ""]) => new Date(time) >= since,
    );
    const paid = orders.filter(({ status }) => status === "PAID" || status === "SHIPPED");
    const stored = countByStatus(orders);
    assert.ok(
        paid.length >= payments.length,
        `${payments.length} payments, ${paid.length} paid orders: ${JSON.stringify(stored)}`,
    );
    const shipments = await linesSince(shop, "queue-master", since, /shipment task: (\w+)/g);
    return {
        store,
        users,
        placed: crowd.purchases.length,
        failedPasses: crowd.failures.length,
        authorised: payments.length,
        stored,
        shipmentsReceived: shipments.filter(([, customer = ""]) => customers.has(customer)).length,
        storeReadySeconds: (readyAt - killedAt) / 1000,
        allBuyAgainSeconds: (crowd.allBoughtSince(killedAt) - killedAt) / 1000,
    };
}

/** The figures as a markdown table, a row a store. */
export function killTable(kills: readonly StoreKill[]): string {
    return markdownTable(
        [
            [
                "store killed",
                "Ready again, s",
                "all buy again, s",
                "orders placed",
                "passes failed",
                "payments",
                "stored orders",
                "shipments received",
            ],
            ...kills.map((kill) => [
                kill.store,
                kill.storeReadySeconds.toFixed(1),
                kill.allBuyAgainSeconds.toFixed(1),
                String(kill.placed),
                String(kill.failedPasses),
                String(kill.authorised),
                Object.entries(kill.stored)
                    .map(([status, count]) => `${count} ${status}`)
                    .join(", "),
                String(kill.shipmentsReceived),
            ]),
        ],
        { align: ["l", "r", "r", "r", "r", "r", "l", "r"] },
    );
}

/** Deletes a workload's pod without grace; returns when its successor was Ready. */
async function replacePod(shop: Shop, name: string): Promise<number> {
    const old = await podsOf(shop.kube, name);
    for (const { metadata } of old) {
        await shop.kube.text("DELETE", `${PODS}/${metadata.name}?gracePeriodSeconds=0`);
    }
    const gone = new Set(old.map((pod) => pod.metadata.uid));
    return await until(`${name} Ready again`, RECOVERY_MS, async () => {
        const pod = await readyPod(shop.kube, SHOP_NAMESPACE, name);
        return gone.has(pod.metadata.uid) ? undefined : Date.now();
    });
}

/** Restarts of the services' pods; a store's are what this is about. */
async function serviceRestarts(shop: Shop): Promise<Record<string, number>> {
    const restarts = Object.entries(await restartsByPod(shop.kube));
    const services = Object.keys(SERVICES);
    return Object.fromEntries(
        restarts.filter(([pod]) =>
            // A pod's name is its Deployment's, the template's hash and five letters of its own.
            services.includes(pod.replace(/-[^-]+-[^-]+$/, "")),
        ),
    );
}

function assertNoneMissing(crowd: Crowd, orders: readonly ListedOrder[]): void {
    const statuses = new Map(
        orders.map((order) => [order._links.self.href.split("/").at(-1), order.status]),
    );
    const lost = crowd.purchases
        .map(({ order }) => `${order.id} ${statuses.get(order.id) ?? "not stored"}`)
        .filter((line) => !line.endsWith(" SHIPPED"));
    assert.deepEqual(lost, [], "orders answered with 201 that are not stored as SHIPPED");
}

async function linesSince(
    shop: Shop,
    name: string,
    since: Date,
    line: RegExp,
): Promise<RegExpMatchArray[]> {
    return [...(await logsSince(shop.kube, name, since)).matchAll(line)];
}
