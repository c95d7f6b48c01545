import { APPLIED, UNDONE, during, healthyShop, sales } from "./healthy-shop.ts";
import type { Scenario } from "./scenario.ts";

const NEVER = during(0, 0.4);

export const CHECKOUT_SCENARIOS: readonly Scenario[] = [
    {
        name: "payment is scaled to nothing",
        incidents: ["incident-3"],
        shop: () => {
            const shop = healthyShop();
            shop.available("payment", during(0, 1));
            shop.pod("payment", { present: (at) => at < APPLIED || at >= UNDONE });
            sales(shop, { ok: NEVER, failed: { status: "500", rate: during(0.4, 0) } });
            return shop;
        },
        fires: [
            "SockShopCheckoutFailing",
            "SockShopOrdersFailing",
            "SockShopPaymentDown",
            "SockShopServiceErrors",
        ],
    },
    {
        name: "the gateway is scaled to nothing",
        incidents: ["incident-6"],
        shop: () => {
            const shop = healthyShop();
            shop.available("stripe-mock", during(0, 1));
            const failed = { status: "406", rate: during(0.4, 0) };
            sales(shop, { ok: NEVER, paid: () => 0.4, failed });
            return shop;
        },
        fires: [
            "SockShopCheckoutFailing",
            "SockShopGatewayDown",
            "SockShopOrdersFailing",
            "SockShopPaymentsDeclined",
        ],
    },
    {
        name: "shipping is cut off",
        incidents: ["incident-9"],
        shop: () => {
            const shop = healthyShop();
            const failed = { status: "500", rate: during(0.15, 0), takes: () => 5 };
            sales(shop, { ok: NEVER, paid: during(0.15, 0.4), shipped: NEVER, failed });
            return shop;
        },
        fires: [
            "SockShopCheckoutFailing",
            "SockShopOrdersFailing",
            "SockShopOrdersSlow",
            "SockShopShippingSilent",
        ],
    },
    {
        name: "the way to payment is long",
        incidents: ["incident-10"],
        shop: () => {
            const shop = healthyShop();
            sales(shop, { ok: during(0.25, 0.4), takes: during(2.1, 0.05) });
            return shop;
        },
        fires: ["SockShopOrdersSlow", "SockShopPaymentPathSlow"],
    },
    {
        name: "pods are killed one after the other",
        incidents: ["incident-11"],
        shop: () => {
            const shop = healthyShop();
            // The turns of the stack file's seed, one every ten seconds.
            const turns = (
                "payment catalogue orders shipping catalogue catalogue shipping carts user payment " +
                "carts catalogue carts orders orders"
            ).split(" ");
            turns.forEach((workload, turn) => {
                const created = APPLIED + turn * 10;
                const next = turns.indexOf(workload, turn + 1);
                const killed = next < 0 ? Number.POSITIVE_INFINITY : APPLIED + next * 10;
                const present = (at: number): boolean => at >= created && at < killed;
                shop.pod(workload, { id: `new${turn}-a1b2c`, created, present });
            });
            sales(shop, { ok: () => 0.39, failed: { status: "500", rate: during(0.01, 0) } });
            return shop;
        },
        fires: ["SockShopPodsReplaced"],
    },
    {
        name: "the gateway is slow",
        incidents: ["incident-12"],
        shop: () => {
            const shop = healthyShop();
            sales(shop, {
                ok: NEVER,
                paid: during(0.15, 0.4),
                paymentTakes: during(8, 0.02),
                shipped: NEVER,
                failed: { status: "500", rate: during(0.15, 0), takes: () => 5 },
            });
            return shop;
        },
        fires: [
            "SockShopCheckoutFailing",
            "SockShopOrdersFailing",
            "SockShopOrdersSlow",
            "SockShopPaymentSlow",
        ],
    },
    {
        name: "one order in fifty fails",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            sales(shop, { ok: () => 0.392, failed: { status: "500", rate: during(0.008, 0) } });
            return shop;
        },
        fires: [],
    },
    {
        name: "services, stores and telemetry fail, and the node is full",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.available("carts", during(0, 1));
            shop.available("orders-db", during(0, 1));
            shop.set(
                "up",
                { namespace: "sock-shop", pod: "user-5d8f-x7k2p", job: "user" },
                during(0, 1),
            );
            shop.set("container_memory_working_set_bytes", { id: "/" }, during(22 * 2 ** 30, 4));
            return shop;
        },
        fires: [
            "SockShopNodeMemoryHigh",
            "SockShopServiceDown",
            "SockShopStoreDown",
            "SockShopTelemetryLost",
        ],
    },
];
