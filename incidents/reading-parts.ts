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

/** The queue `shipping-task` at one moment. */
export interface BrokerSample {
    consumers: number;
    /** Messages in the queue, as the queue last said: up to five seconds old. */
    depth: number;
    /** Published and not acknowledged since the shop was healthy, by the broker's counters: exact. */
    waiting: number;
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
    deployments?: true;
    logs?: readonly LogWatch[];
}
