/** The shop's objective, as `datadog.ServiceLevelObjective` takes it. */
import { COMMON_TAGS } from "./tags.ts";

const ORDERS = "kube_namespace:sock-shop,kube_deployment:orders,method:post,route:/orders";

/**
 * Of all orders that customers send, those that are taken. At orders, not at the front-end: that one answers 200 around a
 * backend's error, and pages would drown the few orders. The healthy shop loses under 0.1 % (environment.md, section 9).
 */
export const ORDERS_OBJECTIVE = {
    name: "[Sock Shop] Orders are taken",
    description:
        "Orders answered with 201, of all orders sent; the healthy shop fails under 0.1 %. Declined payments (406) count as failed: " +
        "in this shop the gateway being away looks the same.",
    type: "metric",
    query: {
        numerator: `count:sockshop.request_duration_seconds{${ORDERS},status_code:201}.as_count()`,
        denominator: `count:sockshop.request_duration_seconds{${ORDERS}}.as_count()`,
    },
    thresholds: [
        { timeframe: "7d", target: 99, warning: 99.9 },
        { timeframe: "30d", target: 99, warning: 99.9 },
    ],
    tags: [...COMMON_TAGS, "service:sock-shop-orders"],
} as const;
