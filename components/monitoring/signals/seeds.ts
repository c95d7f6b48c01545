/** A monitor as the documents recommend it, and the signals that do its work here. */
export interface Seed {
    monitor: string;
    condition: string;
    source: string;
    /** Names of signals; empty where there is none, and `why` says so. */
    signals: readonly string[];
    why?: string;
}

/** The table of environment.md, section 7.10, and the rule of its section 6. */
export const SEEDS: readonly Seed[] = [
    {
        monitor: "Front-end CPU",
        condition: "> 250m 5 min; > 400m 5 min; > 65 % 5 min, > 60 %, > 70 %",
        source: "S1, guides 2, 4",
        signals: ["SockShopFrontEndCpuHigh"],
    },
    {
        monitor: "Front-end memory",
        condition: "> 450Mi 5 min; > 80 % of the limit; near 1000Mi",
        source: "guide 2, arch.",
        signals: ["SockShopFrontEndMemoryHigh", "SockShopOutOfMemory"],
    },
    {
        monitor: "Pod restart",
        condition: "any in 10 min (2), 5 min (4), > 5 in 10 min (7)",
        source: "S1, guides",
        signals: ["SockShopPodRestarting", "SockShopCrashLooping"],
    },
    {
        monitor: "Response time",
        condition: "> 1 s 2 min; > 2 s 5 min; P95 > 1000 ms 3 min; P95 > 2 s",
        source: "S0, S1, guide 4",
        signals: ["SockShopFrontEndSlow", "SockShopOrdersSlow", "SockShopPaymentSlow"],
    },
    {
        monitor: "Error rate",
        condition: "> 5 % fail; > 10 errors/min; > 50 % page",
        source: "S0, S1, guide 4",
        signals: [
            "SockShopOrdersFailing",
            "SockShopCatalogueFailing",
            "SockShopServiceErrors",
            "SockShopCheckoutFailing",
        ],
    },
    {
        monitor: "Payment down",
        condition:
            'replicas_available{kube_deployment:payment} = 0; `up{job="payment"} == 0` 1 min',
        source: "S3 (wish), guide 3",
        signals: ["SockShopPaymentDown"],
    },
    {
        monitor: "Queue consumer down",
        condition: "consumers{queue:shipping-task} = 0 for 1 min",
        source: "S2, S4, 5A, 5C",
        signals: ["SockShopQueueConsumerDown"],
    },
    {
        monitor: "Queue backlog",
        condition: "> 10 with consumers 0; > 50 5 min; > 100; > 500, > 1000",
        source: "S4, 5A",
        signals: ["SockShopQueueBacklog"],
    },
    {
        monitor: "Queue stuck",
        condition: "messages ≥ 3 and consumers = 0 for 2 min",
        source: "5C",
        signals: ["SockShopQueueStuck", "SockShopPublishesRefused"],
    },
    {
        monitor: "queue-master replicas",
        condition: "replicas_available = 0",
        source: "S4, 5A",
        signals: ["SockShopQueueMasterDown"],
    },
    {
        monitor: "Gateway down",
        condition:
            "stripe-mock replicas 0; payment errors > 5 in 5 min; failed orders > 3 in 5 min",
        source: "incident 6",
        signals: ["SockShopGatewayDown", "SockShopPaymentsDeclined", "SockShopOrdersFailing"],
    },
    {
        monitor: "HPA ineffective",
        condition: "CPU ≥ 90–95 % of the limit and current = min; desired ≠ current > 5 min",
        source: "S2, incident 7",
        signals: ["SockShopAutoscalerIdle", "SockShopAutoscalerLagging"],
    },
    {
        monitor: "catalogue-db saturation",
        condition: "CPU ≥ limit for > 1 min",
        source: "S2, incident 8",
        signals: ["SockShopCatalogueDatabaseStarved"],
    },
    {
        monitor: "Node CPU, memory",
        condition: "CPU > 80 %, mem > 85 %",
        source: "arch.",
        signals: ["SockShopNodeCpuHigh", "SockShopNodeMemoryHigh"],
    },
    {
        monitor: "Node disk",
        condition: "disk > 90 %",
        source: "arch.",
        signals: [],
        why:
            "The node is a container on the host's disk, which nothing in the cluster measures, and kind sets the kubelet's own " +
            "thresholds to 0 %: a rule could never fire.",
    },
    {
        monitor: "DB down",
        condition: "any DB down > 30 s",
        source: "arch.",
        signals: ["SockShopStoreDown"],
    },
    {
        monitor: "Service down",
        condition: "front-end, orders, payment down > 1 min",
        source: "arch.",
        signals: ["SockShopFrontEndDown", "SockShopPaymentDown", "SockShopServiceDown"],
    },
    {
        monitor: "Targets up",
        condition: 'up{namespace="sock-shop"}',
        source: "environment.md 6",
        signals: ["SockShopTelemetryLost"],
    },
];
