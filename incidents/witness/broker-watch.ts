import { isDeepStrictEqual } from "node:util";
import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { STORES } from "../../components/shop/topology.ts";
import type { BrokerSample, QueueLimit, ReadingParts } from "../reading-parts.ts";
import type { Moment, Part } from "./part.ts";

const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
const QUEUE = "shipping-task";
/** The protocol that the shop's services speak. */
const PROTOCOL = "amqp091";

/** What one exposition of the broker says of the queue. */
export interface BrokerFigures {
    consumers: number;
    depth: number;
    /** Counters of the whole broker, in which the shop has this one queue. */
    published: number;
    acknowledged: number;
    /** Published by those who want to be told what became of it. */
    asked: number;
    /** Of these, told that the broker has it. */
    confirmed: number;
}

/** Asks what limits a queue, or undefined. */
export type ReadLimit = (queue: string) => Promise<QueueLimit | undefined>;

/** Looks at the broker through its Prometheus endpoint, which asks for no login. */
export class BrokerWatch implements Part {
    readonly name = "broker";
    readonly pauseMs = 500;
    readonly #kube: Pick<KubeClient, "list" | "text">;
    readonly #readLimit: ReadLimit;
    #last: BrokerFigures | undefined;
    /**
     * Published and not acknowledged while the shop was healthy: what is in flight passes, so the least. The
     * queue's depth says nothing of it, being seconds older than the counters.
     */
    #owed = Infinity;
    /** Asked for and not confirmed by then; likewise. */
    #unconfirmed = Infinity;
    #isHealthy = true;
    #acknowledgedBefore = 0;
    #samples: BrokerSample[] = [];

    /** @param readLimit default: nobody asks, and no limit is seen */
    constructor(
        kube: Pick<KubeClient, "list" | "text">,
        readLimit: ReadLimit = () => Promise.resolve(undefined),
    ) {
        this.#kube = kube;
        this.#readLimit = readLimit;
    }

    async look(): Promise<void> {
        const limit = await this.#readLimit(QUEUE);
        const [pod] = await this.#kube.list(`${PODS}?labelSelector=name%3Drabbitmq`);
        const name = `${pod?.metadata.name ?? "rabbitmq"}:${STORES.rabbitmq.metricsPort}`;
        const figures = parseBroker(
            await this.#kube.text("GET", `${PODS}/${name}/proxy/metrics/per-object`),
        );
        // Figures of a moment in which the limit came or went belong to neither side.
        if (!isDeepStrictEqual(await this.#readLimit(QUEUE), limit)) return;
        this.#last = figures;
        const owed = figures.published - figures.acknowledged;
        const unconfirmed = figures.asked - figures.confirmed;
        if (this.#isHealthy) {
            this.#owed = Math.min(this.#owed, owed);
            this.#unconfirmed = Math.min(this.#unconfirmed, unconfirmed);
        }
        this.#samples.push({
            limit,
            consumers: figures.consumers,
            depth: figures.depth,
            waiting: owed - this.#owed,
            refused: unconfirmed - this.#unconfirmed,
            acknowledged: figures.acknowledged - this.#acknowledgedBefore,
            atMs: Date.now(),
        });
    }

    /** The backlog of an incident is what its recovery is measured by, so that is no new start. */
    began(moment: Moment): void {
        if (moment === "reverted") return;
        this.#isHealthy = false;
        this.#acknowledgedBefore = this.#last?.acknowledged ?? 0;
        this.#samples = [];
    }

    lacks(): string | undefined {
        return this.#samples.length === 0 ? "broker: not read yet" : undefined;
    }

    complaint(): string | undefined {
        if (this.#last === undefined) return undefined;
        const { consumers, depth } = this.#last;
        const limit = this.#samples.at(-1)?.limit;
        if (consumers === 1 && depth === 0 && limit === undefined) return undefined;
        const policy = limit === undefined ? "" : `, policy ${limit.policy}`;
        return `${QUEUE}: ${consumers} consumers, ${depth} messages${policy}`;
    }

    reading(): Partial<ReadingParts> {
        return { broker: this.#samples };
    }
}

/** Reads the queue's gauges and the broker's counters. @throws Error where one is missing */
export function parseBroker(text: string): BrokerFigures {
    const value = (metric: string, label: string): number => {
        const values = [...text.matchAll(/^(\w+)\{([^}]*)\} (\S+)$/gm)]
            .filter(([, name, labels]) => name === metric && labels?.split(",").includes(label))
            .map(([, , , number]) => Number(number));
        if (values.length === 0) throw new Error(`the broker shows no ${metric}{${label}}`);
        return values.reduce((sum, one) => sum + one, 0);
    };
    const queue = `queue="${QUEUE}"`;
    const protocol = `protocol="${PROTOCOL}"`;
    return {
        consumers: value("rabbitmq_queue_consumers", queue),
        depth: value("rabbitmq_queue_messages", queue),
        published: value("rabbitmq_global_messages_received_total", protocol),
        acknowledged: value("rabbitmq_global_messages_acknowledged_total", protocol),
        asked: value("rabbitmq_global_messages_received_confirm_total", protocol),
        confirmed: value("rabbitmq_global_messages_confirmed_total", protocol),
    };
}
