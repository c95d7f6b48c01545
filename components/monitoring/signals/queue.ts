import { NO_CONSUMER } from "./families.ts";
import { AT_ONCE, SETTLED, SHIPPING_QUEUE, TWO_SCRAPES, WINDOW, available } from "./fragments.ts";
import { signals } from "./signal.ts";

const DEPTH = `max(rabbitmq_queue_messages{${SHIPPING_QUEUE}})`;
const CONSUMERS = `max(rabbitmq_queue_consumers{${SHIPPING_QUEUE}})`;
const AMQP = 'protocol="amqp091"';
const DATADOG = "queue:shipping-task";

const rise = (counter: string): string =>
    `sum(increase(rabbitmq_global_messages_${counter}_total{${AMQP}}[${WINDOW}]))`;

/** Signals of the shipping queue, which fails in silence: no customer and no service notices. */
export const QUEUE_SIGNALS = signals(
    {
        name: "SockShopQueueConsumerDown",
        group: "queue",
        meaning: "Nobody takes from the shipping queue.",
        impact: "Orders succeed and nothing is shipped.",
        look: "queue-master: replicas, readiness, its log.",
        severity: "critical",
        promql: { value: CONSUMERS },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: TWO_SCRAPES,
        datadog: {
            type: "query alert",
            measure: `max(last_1m):max:rabbitmq.queue.consumers{${DATADOG}}`,
        },
        source: "environment.md 7.10, queue consumer down: consumers{queue:shipping-task} = 0 for 1 min",
        mended: "20 s instead of 1 min. The queue is shipping-task; `orders`, as a guide has it, doesn't exist.",
        firesIn: NO_CONSUMER,
        mayFireIn: [],
    },
    {
        name: "SockShopQueueMasterDown",
        group: "queue",
        meaning: "No queue-master can work.",
        impact: "Orders succeed and nothing is shipped.",
        look: "Replicas wanted of queue-master, and who scaled it last.",
        severity: "critical",
        promql: { value: available("queue-master") },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: TWO_SCRAPES,
        datadog: {
            type: "query alert",
            measure:
                "max(last_1m):max:kubernetes_state.deployment.replicas_available{kube_namespace:sock-shop,kube_deployment:queue-master}",
        },
        source: "environment.md 7.10, queue-master replicas: replicas_available = 0",
        firesIn: NO_CONSUMER,
        mayFireIn: [],
    },
    {
        name: "SockShopQueueBacklog",
        group: "queue",
        meaning: "More than ten shipments wait, and nobody takes them.",
        impact: "Goods leave late by as long as this lasts; nothing is lost yet.",
        look: "queue-master, then how fast the queue grows.",
        severity: "warning",
        promql: { value: DEPTH, only: `${CONSUMERS} == 0` },
        compare: ">",
        threshold: 10,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure: `min(last_1m):max:rabbitmq.queue.messages{${DATADOG}}`,
        },
        source: "environment.md 7.10, queue backlog: > 10 with consumers 0; > 50, > 100, > 500, > 1000",
        mended:
            "The lowest of the documented figures, with its condition. None can be under a limit of 3 messages " +
            "(5A, 5C): SockShopQueueStuck is for that.",
        firesIn: ["incident-5"],
        mayFireIn: [],
    },
    {
        name: "SockShopQueueStuck",
        group: "queue",
        meaning: "Shipments wait, nobody takes them, and more are sent without the queue growing.",
        impact: "What is sent now is refused and lost; customers read that it was shipped.",
        look: "Policies of the broker (`max-length`), then queue-master.",
        severity: "critical",
        promql: {
            value: DEPTH,
            only:
                `${CONSUMERS} == 0 and ${rise("received")} > 2 and ` +
                `max(max_over_time(rabbitmq_queue_messages{${SHIPPING_QUEUE}}[${WINDOW}]) - ` +
                `min_over_time(rabbitmq_queue_messages{${SHIPPING_QUEUE}}[${WINDOW}])) == 0`,
        },
        compare: ">=",
        threshold: 3,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            // A queue that takes nothing off and doesn't grow: 0 where it grows by one a minute or more.
            measure:
                `min(last_1m):max:rabbitmq.queue.messages{${DATADOG}} * ` +
                `clamp_min(1 - abs(diff(max:rabbitmq.queue.messages{${DATADOG}})) - max:rabbitmq.queue.consumers{${DATADOG}}, 0)`,
        },
        source: "environment.md 7.10, queue stuck: messages ≥ 3 and consumers = 0 for 2 min",
        mended:
            "Only while more is sent and the depth stays: an unlimited queue without a consumer, incident 5, has three " +
            "messages as well.",
        firesIn: ["incident-5a", "incident-5a-8", "incident-5c"],
        mayFireIn: [],
    },
    {
        name: "SockShopPublishesRefused",
        group: "queue",
        meaning: "The broker refuses shipments, and tells the publisher.",
        impact: "Customers have paid and read an error; their orders stay PAID.",
        look: "Policies of the broker (`max-length`), depth and consumers of the shipping queue.",
        severity: "critical",
        promql: { value: `${rise("received_confirm")} - ${rise("confirmed")}` },
        compare: ">",
        threshold: 1,
        unit: "count",
        holdFor: SETTLED,
        datadog: {
            type: "log alert",
            measure:
                'logs("kube_namespace:sock-shop pod_name:shipping* \\"Message rejected by RabbitMQ\\"").index("*").rollup("count").last("1m")',
        },
        source: "incidents.md, 5C: Message rejected by RabbitMQ, one a NACK",
        firesIn: ["incident-5c"],
        mayFireIn: [],
    },
);
