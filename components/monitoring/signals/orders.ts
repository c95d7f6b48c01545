import { ORDERS_FAIL, STARVED_DATABASE } from "./families.ts";
import { AT_ONCE, SETTLED, SHOP, failedShare, quantile } from "./fragments.ts";
import { signals } from "./signal.ts";

/** What a customer does when ordering, at the front-end. */
const ORDERING = 'method="post",route="/orders"';
/** Declined is 406; all else that fails is the shop's own fault. */
const FAILED = 'status_code=~"5..|406"';
const DATADOG_ORDERING =
    "kube_namespace:sock-shop,kube_deployment:front-end,method:post,route:/orders";

const failing = failedShare("front-end", ORDERING, FAILED);
const DATADOG_FAILING =
    `(count:sockshop.request_duration_seconds{${DATADOG_ORDERING},status_code:5*}.as_count() + ` +
    `count:sockshop.request_duration_seconds{${DATADOG_ORDERING},status_code:406}.as_count()) / ` +
    `count:sockshop.request_duration_seconds{${DATADOG_ORDERING}}.as_count()`;

/** Signals of what a customer sees who orders. */
export const ORDER_SIGNALS = signals(
    {
        name: "SockShopOrdersFailing",
        group: "orders",
        meaning: "More than one in twenty orders fails.",
        impact: "Customers read an error at checkout.",
        look: "Status of POST /orders (406 declined, 500 the shop), then the log of orders: what it could not reach.",
        severity: "warning",
        promql: { value: failing },
        compare: ">",
        threshold: 0.05,
        unit: "share",
        holdFor: AT_ONCE,
        datadog: { type: "query alert", measure: `sum(last_1m):${DATADOG_FAILING}` },
        source: "environment.md 7.10, error rate: > 5 % fail; gateway down: failed orders > 3 in 5 min",
        mended:
            "Of orders alone: among all requests, pages and probes included, a shop in which every order fails is " +
            "at 2 to 3 %.",
        firesIn: ORDERS_FAIL,
        mayFireIn: ["incident-5a-8", "incident-10", "incident-11"],
    },
    {
        name: "SockShopCheckoutFailing",
        group: "orders",
        meaning: "More than half of all orders fail.",
        impact: "Hardly anybody can buy.",
        look: "Status of POST /orders, then payment, its gateway, shipping and the queue, in this order.",
        severity: "critical",
        promql: { value: failing },
        compare: ">",
        threshold: 0.5,
        unit: "share",
        holdFor: SETTLED,
        datadog: { type: "query alert", measure: `sum(last_1m):${DATADOG_FAILING}` },
        source: "environment.md 7.10, error rate: > 50 % page",
        mended: "Of orders alone, as SockShopOrdersFailing.",
        firesIn: ORDERS_FAIL,
        mayFireIn: ["incident-5a-8", "incident-10", "incident-11"],
    },
    {
        name: "SockShopServiceErrors",
        group: "orders",
        meaning: "A service answered more than ten requests a minute with an error.",
        impact: "Whoever asked it got nothing.",
        look: "Which service is the deepest of those that fail, and its log.",
        severity: "warning",
        promql: {
            value: `sum by (job) (increase(request_duration_seconds_count{${SHOP},status_code=~"5.."}[1m]))`,
        },
        compare: ">",
        threshold: 10,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                "sum(last_1m):count:sockshop.request_duration_seconds{kube_namespace:sock-shop,status_code:5*} by {kube_deployment}.as_count()",
        },
        source: "environment.md 7.10, error rate: > 10 errors/min; 7.9, Service Error Count",
        firesIn: ["incident-3", ...STARVED_DATABASE],
        mayFireIn: [
            "incident-1",
            "incident-2",
            "incident-4",
            "incident-4b",
            "incident-4c",
            "incident-5c",
            "incident-7",
            "incident-7-fixed",
            "incident-9",
            "incident-10",
            "incident-11",
            "incident-12",
        ],
    },
    {
        name: "SockShopOrdersSlow",
        group: "orders",
        meaning: "Half of all orders take more than a second.",
        impact: "Checkout feels dead; some press the button twice.",
        look: "Which of orders, payment and shipping is slow by its own figures; if none, the way between them.",
        severity: "warning",
        promql: { value: quantile(0.5, "front-end", ORDERING) },
        compare: ">",
        threshold: 1,
        unit: "seconds",
        most: 10,
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure: `avg(last_1m):p50:sockshop.request_duration_seconds{${DATADOG_ORDERING}}`,
        },
        source: "environment.md 7.10, response time: > 1 s for 2 min; P95 > 1000 ms for 3 min",
        mended:
            "The median: with some twenty orders a minute P95 is the slowest one, and whenever a pod is replaced one order may " +
            "wait 5 s.",
        firesIn: ["incident-9", "incident-10", "incident-12"],
        mayFireIn: ["incident-5a-8", "incident-11"],
    },
);
