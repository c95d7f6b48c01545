import { AT_ONCE, TWO_SCRAPES, WINDOW, available, quantile } from "./fragments.ts";
import { signals } from "./signal.ts";

const DATADOG_PAYMENT = "kube_namespace:sock-shop,kube_deployment:payment,route:paymentauth";
const DATADOG_REPLICAS =
    "max(last_1m):max:kubernetes_state.deployment.replicas_available{kube_namespace:sock-shop,kube_deployment:";

/** Time within which a payment that was asked for has an answer, in seconds, by payment's own histogram. */
const paymentTakes = (share: number): string => quantile(share, "payment", 'route="paymentauth"');

/** What shipping was asked for. */
const SHIPPINGS = 'request_duration_seconds_count{job="shipping",method="POST",route="/shipping"}';

/** Signals of what an order goes through: payment, its gateway, and the ways to payment and shipping. */
export const CHECKOUT_SIGNALS = signals(
    {
        name: "SockShopPaymentDown",
        group: "orders",
        meaning: "No payment can serve.",
        impact: "Every order fails and is stored as PAYMENT_FAILED; nobody is charged.",
        look: "Replicas wanted of payment, and who scaled it last.",
        severity: "critical",
        promql: { value: available("payment") },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: TWO_SCRAPES,
        datadog: { type: "query alert", measure: `${DATADOG_REPLICAS}payment}` },
        source: 'environment.md 7.10, payment down: replicas_available = 0; `up{job="payment"} == 0` for 1 min',
        mended:
            "By replicas: `up` is of a pod, and with the last pod its series ends, so `up == 0` never is. " +
            "20 s instead of 1 min.",
        firesIn: ["incident-3"],
        mayFireIn: ["incident-11"],
    },
    {
        name: "SockShopGatewayDown",
        group: "orders",
        meaning: "The payment gateway can't be reached: it has no replica that serves.",
        impact: "Every payment is declined, by a payment service that is well itself.",
        look: "Replicas wanted of stripe-mock; the provider's status page, in real life.",
        severity: "critical",
        promql: { value: available("stripe-mock") },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: TWO_SCRAPES,
        datadog: { type: "query alert", measure: `${DATADOG_REPLICAS}stripe-mock}` },
        source: "environment.md 7.10, gateway down: stripe-mock replicas 0",
        firesIn: ["incident-6"],
        mayFireIn: [],
    },
    {
        name: "SockShopPaymentsDeclined",
        group: "orders",
        meaning: "More than three payments were declined within a minute.",
        impact: "Customers read that their card was declined, which it wasn't.",
        look: "Payment's log (`Payment gateway error`), then the gateway.",
        severity: "critical",
        promql: {
            value: 'sum(increase(request_duration_seconds_count{job="orders",method="POST",route="/orders",status_code="406"}[1m]))',
        },
        compare: ">",
        threshold: 3,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "log alert",
            measure:
                'logs("kube_namespace:sock-shop pod_name:payment* \\"Payment gateway error\\"").index("*").rollup("count").last("1m")',
        },
        source: "environment.md 7.10, gateway down: payment errors > 5 in 5 min, failed orders > 3 in 5 min",
        mended: "Counted at orders (406): payment answers 200 with `authorised: false`, so its own figures show nothing.",
        firesIn: ["incident-6"],
        // In 12 the payments under way are declined as the proxy before the gateway goes.
        mayFireIn: ["incident-5a-8", "incident-12"],
    },
    {
        name: "SockShopPaymentPathSlow",
        group: "orders",
        meaning: "Orders succeed after more than a second, while payment answers at once.",
        impact: "Checkout takes seconds. No service's own figures say why.",
        look: "The network between orders and payment: what payment's Service leads to.",
        severity: "warning",
        promql: {
            value: quantile(0.5, "orders", 'method="POST",route="/orders",status_code="201"'),
            only: `${paymentTakes(0.95)} < 0.5`,
        },
        compare: ">",
        threshold: 1,
        unit: "seconds",
        most: 10,
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                "avg(last_1m):p50:sockshop.request_duration_seconds{kube_namespace:sock-shop,kube_deployment:orders,method:post,route:/orders,status_code:201} - " +
                `p95:sockshop.request_duration_seconds{${DATADOG_PAYMENT}}`,
        },
        source: "roadmap.md: latency between two services",
        firesIn: ["incident-10"],
        mayFireIn: [],
    },
    {
        name: "SockShopPaymentSlow",
        group: "orders",
        meaning: "Half of all payments take more than a second.",
        impact: "Orders gives up after 5 s; the charge may go through all the same.",
        look: "Payment's log: how long the gateway takes.",
        severity: "warning",
        promql: { value: paymentTakes(0.5) },
        compare: ">",
        threshold: 1,
        unit: "seconds",
        most: 10,
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure: `avg(last_1m):p50:sockshop.request_duration_seconds{${DATADOG_PAYMENT}}`,
        },
        source: "environment.md 7.10, response time: > 1 s; roadmap.md: cascade",
        firesIn: ["incident-12"],
        mayFireIn: [],
    },
    {
        name: "SockShopShippingSilent",
        group: "orders",
        meaning: "Orders are paid quickly and then fail, and shipping is asked for nothing.",
        impact: "Customers pay and get no goods.",
        look: "What shipping's Service leads to; shipping itself is well.",
        severity: "critical",
        promql: {
            value: `sum(rate(request_duration_seconds_count{job="orders",method="POST",route="/orders",status_code="500"}[${WINDOW}]))`,
            only:
                // More than four: an order or two that payment tells of one scrape later than shipping, or that fail quickly
                // as a slow gateway's way is torn down, are no sign.
                `sum(rate(request_duration_seconds_bucket{job="payment",route="paymentauth",le="1"}[${WINDOW}])) > 0.1 unless on () ` +
                // Of a new pod there is no rate before its second scrape, but what it answered can be seen at the first.
                `(sum(rate(${SHIPPINGS}[${WINDOW}])) > 0 or sum(${SHIPPINGS} unless ${SHIPPINGS} offset ${WINDOW}) > 0)`,
        },
        compare: ">",
        threshold: 0,
        unit: "count",
        // Two targets, read up to 15 s apart: the one may know already what the other can't yet.
        holdFor: TWO_SCRAPES,
        datadog: {
            type: "log alert",
            measure:
                'logs("kube_namespace:sock-shop pod_name:orders* \\"which stays PAID\\" TimeoutException").index("*").rollup("count").last("1m")',
        },
        source: "roadmap.md: one service partitioned",
        firesIn: ["incident-9"],
        mayFireIn: ["incident-11"],
    },
);
