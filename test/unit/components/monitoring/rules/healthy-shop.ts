import { WORKLOADS } from "../../../../../components/shop/topology.ts";
import { counter } from "./samples.ts";
import { ShopSeries } from "./shop-series.ts";

/** When a scenario's incident lands and when it is undone, in seconds. */
export const APPLIED = 300;
export const UNDONE = 450;
/** How soon after its incident an alert has to be there, in seconds. */
export const SOON = 90;

/** One while the incident lasts, another before and after it. */
export function during<Value>(lasting: Value, otherwise: Value): (seconds: number) => Value {
    return (seconds) => (seconds >= APPLIED && seconds < UNDONE ? lasting : otherwise);
}

/** Ordering as the shop's metrics see it, at each tier. */
export const ORDERING = { method: "post", route: "/orders" };
export const PLACED = { method: "POST", route: "/orders" };
export const PAID = { method: "POST", route: "paymentauth", status_code: "200" };
export const SHIPPED = { method: "POST", route: "/shipping", status_code: "201" };

/** A shop at which four customers buy and a few look, as under the loads of checkout: all is well. */
export function healthyShop(): ShopSeries {
    const shop = new ShopSeries();
    for (const workload of WORKLOADS) {
        shop.available(workload, () => 1);
        shop.pod(workload);
        shop.cpu(workload);
    }
    shop.set(
        "kube_deployment_created",
        { namespace: "sock-shop", deployment: "orders" },
        () => -3600,
    );
    const frontEnd = {
        namespace: "sock-shop",
        container: "front-end",
        pod: "front-end-5d8f-x7k2p",
    };
    shop.set("container_memory_working_set_bytes", frontEnd, () => 35 * 2 ** 20);
    shop.set("container_spec_memory_limit_bytes", frontEnd, () => 1000 * 2 ** 20);
    shop.set(
        "container_cpu_usage_seconds_total",
        { id: "/" },
        counter(() => 0.6),
    );
    shop.set("machine_cpu_cores", {}, () => 2);
    shop.set("container_memory_working_set_bytes", { id: "/" }, () => 4 * 2 ** 30);
    shop.set("machine_memory_bytes", {}, () => 24 * 2 ** 30);
    const page = { method: "get", route: "/catalogue", status_code: "200" };
    shop.answers("front-end", page, () => 5);
    shop.answers("catalogue", { method: "GET", route: "catalogue", status_code: "200" }, () => 5);
    // The kubelet's probe: never counted among what may fail.
    shop.answers("catalogue", { method: "GET", route: "health", status_code: "200" }, () => 0.1);
    sales(shop, { ok: () => 0.4 });
    shop.queue({ consumers: () => 1, depth: () => 0, received: () => 0.4 });
    return shop;
}

/** How often orders succeed, and how often each tier takes part in one, a second. */
export interface Sales {
    ok: (seconds: number) => number;
    takes?: (seconds: number) => number;
    /** Failed, with this status. */
    failed?: {
        status: string;
        rate: (seconds: number) => number;
        takes?: (seconds: number) => number;
    };
    paid?: (seconds: number) => number;
    paymentTakes?: (seconds: number) => number;
    shipped?: (seconds: number) => number;
}

/** Sets what the tiers of checkout count. */
export function sales(shop: ShopSeries, parts: Sales): void {
    const { ok, takes = () => 0.05, failed, paid = ok, shipped = ok } = parts;
    const { paymentTakes = () => 0.02 } = parts;
    shop.answers("front-end", { ...ORDERING, status_code: "201" }, ok, takes);
    shop.answers("orders", { ...PLACED, status_code: "201" }, ok, takes);
    if (failed !== undefined) {
        const { status, rate, takes: failing = () => 0.05 } = failed;
        shop.answers("front-end", { ...ORDERING, status_code: status }, rate, failing);
        shop.answers("orders", { ...PLACED, status_code: status }, rate, failing);
    }
    shop.answers("payment", PAID, paid, paymentTakes);
    shop.answers("shipping", SHIPPED, shipped);
}
