import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { WORKLOADS } from "../../components/shop/topology.ts";
import type { EventReading, ReadingParts } from "../reading-parts.ts";
import type { Part } from "./part.ts";

const EVENTS = collectionPath({ apiVersion: "v1", kind: "Event", namespace: SHOP_NAMESPACE });
/** Longest first: `catalogue-db-1` is about the database. */
const BY_LENGTH = WORKLOADS.toSorted((a, b) => b.length - a.length);

interface EventView {
    reason?: string;
    involvedObject?: { kind?: string; name?: string };
    /** How often, by the older way of telling; equal events are one object. */
    count?: number;
    /** How often, by the newer way. */
    series?: { count?: number };
}

/** Counts the Kubernetes events about the shop's objects since the last command ended. */
export class EventWatch implements Part {
    readonly name = "events";
    readonly pauseMs = 1_000;
    readonly #kube: Pick<KubeClient, "list">;
    #seen: readonly KubeObject[] = [];
    /** Counts by uid at the moment from which is counted. */
    #before = new Map<string, number>();
    #hasRead = false;

    constructor(kube: Pick<KubeClient, "list">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const before = this.#before;
        const seen = await this.#kube.list(EVENTS);
        // One that began before a command ended says nothing about what came of it.
        if (before !== this.#before) return;
        this.#seen = seen;
        this.#hasRead = true;
    }

    began(): void {
        this.#before = new Map(this.#seen.map((event) => [idOf(event), countOf(event)]));
        this.#hasRead = false;
    }

    lacks(): string | undefined {
        return this.#hasRead ? undefined : "events: not read yet";
    }

    complaint(): undefined {
        return undefined;
    }

    reading(): Partial<ReadingParts> {
        const sums = new Map<string, EventReading>();
        for (const event of this.#seen) {
            const count = countOf(event) - (this.#before.get(idOf(event)) ?? 0);
            if (count <= 0) continue;
            const { reason = "", involvedObject } = event as unknown as EventView;
            const workload = workloadOf(involvedObject?.name ?? "");
            const kind = involvedObject?.kind ?? "";
            const key = [reason, kind, workload].join("/");
            sums.set(key, {
                reason,
                workload,
                kind,
                count: count + (sums.get(key)?.count ?? 0),
            });
        }
        return { events: [...sums.values()] };
    }
}

function idOf(event: KubeObject): string {
    return event.metadata.uid ?? event.metadata.name;
}

function countOf(event: KubeObject): number {
    const { count, series } = event as unknown as EventView;
    return series?.count ?? count ?? 1;
}

/** The workload of an object that is named after it, as pods and replica sets are; else its own name. */
function workloadOf(object: string): string {
    return BY_LENGTH.find((name) => object === name || object.startsWith(`${name}-`)) ?? object;
}
