/** What a customer was told about one order. */
export interface OrderAnswer {
    /** The request that decided: `POST /orders`, or the one before it that failed. */
    asked: string;
    /** HTTP status, 0 where no answer came. */
    status: number;
    /** Status of the order in the answer, or undefined. */
    orderStatus: string | undefined;
    /** What the answer says went wrong, or nothing. */
    message: string;
    /** When the answer came, in milliseconds since the epoch. */
    atMs: number;
    /** How long that request took. */
    tookMs: number;
}

/** An order as the shop lists it to its customer. */
export interface StoredOrder {
    id: string;
    status: string;
    /** True where `shipment` is not null. */
    hasShipment: boolean;
}

/** Orders of one customer since the last command ended, oldest first. */
export interface OrdersReading {
    answers: readonly OrderAnswer[];
    stored: readonly StoredOrder[];
}

/** What limits the queue `shipping-task`, as the broker's management API says. */
export interface QueueLimit {
    /** Name of the policy that is laid over it. */
    policy: string;
    /** Messages that it holds at most; undefined where that policy sets none. */
    maxLength: number | undefined;
    /** What becomes of those on top, e.g. `reject-publish`. */
    overflow: string | undefined;
}

/** The queue `shipping-task` at one moment. */
export interface BrokerSample {
    /**
     * The same before and after the rest was read; undefined where none limits it, or where
     * `looks.brokerPolicy` doesn't ask for it.
     */
    limit: QueueLimit | undefined;
    consumers: number;
    /** Messages in the queue, as the queue last said: up to five seconds old. */
    depth: number;
    /**
     * Published and not acknowledged since the shop was healthy, by the broker's counters: exact. What a
     * full queue refused was published too.
     */
    waiting: number;
    /** Of these, refused by the broker and its publisher told so; who asks for no answer is told nothing. */
    refused: number;
    /** Acknowledged since the incident was applied. */
    acknowledged: number;
    /** Time of the sample, in milliseconds since the epoch. */
    atMs: number;
}

/** Pods of a Deployment. */
export interface DeploymentReading {
    want: number;
    available: number;
    /** Pods there are, those that are ending included. */
    pods: number;
    /** Pods that came since the last command ended. */
    came: number;
}

/** How a container's life ended. */
export interface ContainerEnd {
    /** As Kubernetes says it, such as `OOMKilled`, `Error`, `Completed`. */
    reason: string;
    /** 137: killed by the kernel, or by the kubelet after the grace period; 143: ended by SIGTERM. */
    exitCode: number;
}

/** What became of the containers of one workload since the last command ended. */
export interface TerminationsReading {
    /** Each life that ended, oldest first. */
    ends: readonly ContainerEnd[];
    /** True once a container was seen waiting as CrashLoopBackOff. */
    hasBackedOff: boolean;
}

/** Kubernetes events of one kind about one workload of the shop, since the last command ended. */
export interface EventReading {
    reason: string;
    workload: string;
    /** Kind of the object that it is about, such as `Pod` or `HorizontalPodAutoscaler`. */
    kind: string;
    /** A floor: the kubelet tells of one pod 25 events at once and then one in five minutes. */
    count: number;
}

/** One HorizontalPodAutoscaler at one moment. */
export interface AutoscalerState {
    name: string;
    /** Deployment that it scales. */
    target: string;
    /** Resource that it looks at, such as `memory`; undefined where it is no resource. */
    metric: string | undefined;
    /** Both in percent of the container's request; the current one is undefined until it was read. */
    targetPercent: number | undefined;
    currentPercent: number | undefined;
    currentReplicas: number;
    desiredReplicas: number;
    /** Status and reason by type, e.g. `ScalingActive: "True ValidMetricFound"`. */
    conditions: Readonly<Record<string, string>>;
}

/** Every autoscaler of the shop at one moment. */
export interface AutoscalerSample {
    /** Time of the sample, in milliseconds since the epoch. */
    atMs: number;
    autoscalers: readonly AutoscalerState[];
}

/** How long one backend takes for an answer, by its own histogram; undefined where it answered nothing. */
export interface BackendReading {
    /** Over the last five seconds. */
    meanMs: number | undefined;
    /** The highest that this has been since the last command ended. */
    slowestMeanMs: number | undefined;
    /** Over the time that the shop was healthy. */
    baselineMeanMs: number | undefined;
}

/** A line that a watch counted. */
export interface LogEntry {
    /** When it was written, in milliseconds since the epoch. */
    atMs: number;
    /** What the first group of the watch's expression caught, such as an order's id. */
    about: string | undefined;
}

/** What only some signatures need; each is measured where an incident's `looks` ask for it. */
export interface ReadingParts {
    orders: OrdersReading;
    /** Samples since the incident was applied, oldest first. */
    broker: readonly BrokerSample[];
    /** Every Deployment of the shop, by name. */
    deployments: Readonly<Record<string, DeploymentReading>>;
    /** Lines since the incident was applied, by the name of the watch. */
    logLines: Readonly<Record<string, number>>;
    /** The same lines one by one, in no order. */
    logEntries: Readonly<Record<string, readonly LogEntry[]>>;
    /** Every workload of the shop, by name. */
    terminations: Readonly<Record<string, TerminationsReading>>;
    events: readonly EventReading[];
    /** Samples since the last command ended, oldest first. */
    autoscalers: readonly AutoscalerSample[];
    /** By the name of the service. */
    backends: Readonly<Record<string, BackendReading>>;
    /** Requests that the front-end answers, by its own counters; probes and the witness's included. */
    requestsPerSecond: number;
}

/** Lines of a workload's log that a signature counts. */
export interface LogWatch {
    /** Key of the count in a reading. */
    name: string;
    workload: string;
    /** What a line must hold to be counted. */
    text: RegExp;
}

/** What the witness looks at for an incident, besides what it always does. Default nothing. */
export interface Looks {
    /** Places orders as a customer who registers once. They stay in the store. */
    orders?: true;
    broker?: true;
    /** With `broker`: also what limits the queue. */
    brokerPolicy?: true;
    deployments?: true;
    logs?: readonly LogWatch[];
    terminations?: true;
    events?: true;
    autoscalers?: true;
    backends?: true;
    requests?: true;
}
