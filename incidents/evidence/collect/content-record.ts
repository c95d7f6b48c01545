import { contentOf, type Difference } from "../../recovery/difference.ts";
import { compareBroker } from "../broker.ts";
import type { StoredDocument } from "../documents.ts";
import type { Moment } from "../schema/phase.ts";
import {
    compareObjects,
    compareSnapshots,
    contentHash,
    type ShopObjects,
    type Snapshot,
} from "../snapshot.ts";
import type { RunWriter } from "../write/run-writer.ts";
import type { Sources } from "./sources.ts";

/** What the shop is by content, and what of it was changed. */
export class ContentRecord {
    readonly #sources: Pick<Sources, "broker" | "objects">;
    readonly #writer: Pick<RunWriter, "append">;
    #before: Snapshot | undefined;
    readonly #told = new Set<string>();

    constructor(sources: Pick<Sources, "broker" | "objects">, writer: Pick<RunWriter, "append">) {
        this.#sources = sources;
        this.#writer = writer;
    }

    before(snapshot: Snapshot): void {
        this.#before = snapshot;
        this.#stores("before", snapshot);
        for (const [object, value] of Object.entries(snapshot.objects)) {
            const content = contentOf(value);
            this.#writer.append("objects", { at: snapshot.takenAt, object, content });
        }
    }

    /** What is not as before at this moment, if that wasn't told yet. */
    async duringObjects(now: Date): Promise<void> {
        const before = this.#before;
        if (before === undefined) return;
        const objects: ShopObjects = await this.#sources.objects();
        this.#changes(now.toISOString(), "during", compareObjects(before.objects, objects));
    }

    /** The same of the broker. How many messages wait in its queues is no change that somebody made. */
    async duringBroker(now: Date): Promise<void> {
        const before = this.#before;
        if (before === undefined) return;
        const changes = compareBroker(before.broker, await this.#sources.broker());
        const made = changes.filter(
            ({ object, field }) => !(object.startsWith("Queue ") && field === "depth"),
        );
        this.#changes(now.toISOString(), "during", made);
    }

    after(snapshot: Snapshot): void {
        this.#stores("after", snapshot);
        if (this.#before === undefined) return;
        this.#changes(snapshot.takenAt, "after", compareSnapshots(this.#before, snapshot));
    }

    #changes(at: string, moment: Moment, changes: readonly Difference[]): void {
        for (const { object, field, expected, found } of changes) {
            const key = [moment, object, field, found].join("\n");
            if (this.#told.has(key)) continue;
            this.#told.add(key);
            const change = { object, field, old: expected, new: found };
            this.#writer.append("changes", { at, moment, ...change });
        }
    }

    #stores(moment: Moment, snapshot: Snapshot): void {
        const { takenAt, objects, rows, broker, documents, restarts } = snapshot;
        this.#writer.append("stores", {
            at: takenAt,
            moment,
            contentHash: contentHash(snapshot),
            objects: Object.keys(objects).length,
            rows,
            queues: Object.fromEntries(broker.queues.map(({ name, depth }) => [name, depth])),
            policies: broker.policies.map(({ name }) => name),
            documents: Object.fromEntries(
                Object.entries(documents).map(([title, all]) => [
                    title,
                    countsOf(Object.values(all)),
                ]),
            ),
            restarts,
        });
    }
}

function countsOf(documents: readonly StoredDocument[]): {
    count: number;
    byStatus: Record<string, number>;
} {
    const byStatus: Record<string, number> = {};
    for (const { status } of documents) {
        if (status !== undefined) byStatus[status] = (byStatus[status] ?? 0) + 1;
    }
    return { count: documents.length, byStatus };
}
