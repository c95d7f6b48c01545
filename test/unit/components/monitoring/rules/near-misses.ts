import { APPLIED, SOON, UNDONE, during, healthyShop, sales } from "./healthy-shop.ts";
import { STEP, between, counter } from "./samples.ts";
import type { Scenario } from "./scenario.ts";

/** What is nearly an alert and is none. */
export const NEAR_MISSES: readonly Scenario[] = [
    {
        name: "every part is busy, and none too busy",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.cpu("front-end", { used: during(0.3 * 0.75, 0.01) });
            shop.cpu("catalogue-db", { throttled: during(0.45, 0) });
            shop.autoscaler({ desired: between(APPLIED, UNDONE, () => 1) });
            const frontEnd = {
                namespace: "sock-shop",
                container: "front-end",
                pod: "front-end-5d8f-x7k2p",
            };
            shop.set("container_memory_working_set_bytes", frontEnd, during(750 * 2 ** 20, 35));
            shop.set("container_memory_working_set_bytes", { id: "/" }, during(20 * 2 ** 30, 4));
            shop.set("container_cpu_usage_seconds_total", { id: "/" }, counter(during(1.5, 0.6)));
            // Half a second to one: the quantile is below the second, whatever Prometheus makes of the bucket.
            const slowly = during(0.7, 0.01);
            shop.answers(
                "front-end",
                { method: "get", route: "/catalogue", status_code: "200" },
                () => 5,
                slowly,
            );
            sales(shop, { ok: () => 0.4, takes: slowly, paymentTakes: slowly });
            for (const workload of ["payment", "carts"]) {
                const id = "77f9-q4r8s";
                shop.pod(workload, {
                    id,
                    created: APPLIED + 60,
                    present: (at) => at >= APPLIED + 60,
                });
            }
            return shop;
        },
        fires: [],
    },
    {
        name: "the front-end's CPU is nearly used up, and its autoscaler doesn't mind",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.cpu("front-end", { used: during(0.3 * 0.86, 0.01) });
            shop.autoscaler({ desired: between(APPLIED, UNDONE, () => 1) });
            return shop;
        },
        fires: ["SockShopFrontEndCpuHigh"],
    },
    {
        name: "one order in three fails, and one answer of the catalogue in thirty",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            sales(shop, { ok: () => 0.27, failed: { status: "500", rate: during(0.13, 0) } });
            const route = { method: "GET", route: "catalogue" };
            shop.answers("catalogue", { ...route, status_code: "500" }, during(0.16, 0));
            return shop;
        },
        fires: ["SockShopOrdersFailing"],
    },
    {
        name: "a pod goes just when it is asked for its figures",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            const labels = { namespace: "sock-shop", pod: "user-5d8f-x7k2p", job: "user" };
            shop.set("up", labels, (at) => {
                // Looked at when it has been so for 40 s.
                const since = APPLIED + SOON - 40;
                return at >= since && at <= since + 45 ? 0 : 1;
            });
            return shop;
        },
        fires: [],
    },
    {
        name: "a card is declined now and then",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            sales(shop, { ok: () => 4, failed: { status: "406", rate: during(0.045, 0) } });
            return shop;
        },
        fires: [],
    },
    {
        name: "orders take most of a second, while payment answers at once",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            sales(shop, { ok: () => 0.4, takes: during(0.7, 0.05) });
            return shop;
        },
        fires: [],
    },
    {
        name: "payment itself takes two seconds, and orders wait for it",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            const slow = during(2, 0.05);
            sales(shop, { ok: () => 0.4, takes: slow, paymentTakes: slow });
            return shop;
        },
        fires: ["SockShopOrdersSlow", "SockShopPaymentSlow"],
    },
    {
        name: "the gateway is slow, but for an order before it is and one as it is torn down",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            const isQuick = (at: number): boolean =>
                [APPLIED, APPLIED + 45].some((from) => at >= from && at < from + STEP);
            sales(shop, {
                ok: during(0, 0.4),
                paid: (at) => (isQuick(at) ? 1 / STEP : during(0.15, 0.4)(at)),
                paymentTakes: (at) => (isQuick(at) ? 0.02 : during(8, 0.02)(at)),
                shipped: during(0, 0.4),
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
        name: "a long queue that somebody takes from",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.queue({ consumers: () => 1, depth: during(60, 0), received: () => 0.4 });
            return shop;
        },
        fires: [],
    },
    {
        name: "a queue that stays at two, and one refusal",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            shop.queue({
                consumers: during(0, 1),
                depth: during(2, 0),
                received: () => 0.4,
                asked: () => 0.4,
                // One of eighteen within 45 s.
                confirmed: during(0.4 - 0.9 / 45, 0.4),
            });
            return shop;
        },
        fires: ["SockShopQueueConsumerDown"],
    },
    {
        name: "pods that are away at one scrape and back at the next",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            const blink = (at: number): number => (at === APPLIED + 90 ? 0 : 1);
            for (const one of ["payment", "stripe-mock", "carts", "queue-master", "orders-db"]) {
                shop.available(one, blink);
            }
            shop.queue({ consumers: blink, depth: () => 0, received: () => 0.4 });
            return shop;
        },
        fires: [],
        late: [],
    },
    {
        name: "a shop that was just made",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            const orders = { namespace: "sock-shop", deployment: "orders" };
            shop.set("kube_deployment_created", orders, () => APPLIED + 30);
            for (const one of ["payment", "carts", "user", "orders"]) {
                shop.pod(one, { created: APPLIED + 60 });
            }
            return shop;
        },
        fires: [],
    },
    {
        name: "restarts of long ago",
        incidents: [],
        shop: () => {
            const shop = healthyShop();
            const user = { namespace: "sock-shop", pod: "user-5d8f-x7k2p", container: "user" };
            shop.set("kube_pod_container_status_restarts_total", user, () => 7);
            const killed = { ...user, reason: "OOMKilled" };
            shop.set("kube_pod_container_status_last_terminated_reason", killed, () => 1);
            shop.set("kube_pod_container_status_last_terminated_timestamp", user, () => -900);
            shop.set(
                "prober_probe_total",
                { ...user, probe_type: "Liveness", result: "failed" },
                () => 4,
            );
            return shop;
        },
        fires: [],
    },
];
