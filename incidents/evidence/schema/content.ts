import { z } from "zod";
import { Moment } from "./phase.ts";
import { Utc } from "./time.ts";

/** One line of `objects.jsonl`: an object of the shop as it was before; a Secret's values are hashes. */
export const ObjectRecord = z.strictObject({
    at: Utc,
    /** `Kind/name`. */
    object: z.string(),
    /** Without status and bookkeeping. */
    content: z.record(z.string(), z.unknown()),
});
export type ObjectRecord = z.infer<typeof ObjectRecord>;

/**
 * One line of `changes.jsonl`: a field that was not what it was before the incident. `during`: what was changed; `after`:
 * what was not put back, so a run that ends equal has none.
 */
export const ChangeRecord = z.strictObject({
    at: Utc,
    moment: Moment,
    /** `Kind/name`, or `Queue name`, `Policy name` of the broker. */
    object: z.string(),
    /** Path in the object; `(object)` for one that came or went. */
    field: z.string(),
    /** JSON, or a word such as `(none)`, `absent`, `present`. */
    old: z.string(),
    new: z.string(),
});
export type ChangeRecord = z.infer<typeof ChangeRecord>;

/** One line of `stores.jsonl`: what the stores and the broker held, before and after. */
export const StoreRecord = z.strictObject({
    at: Utc,
    moment: Moment,
    /** Of the whole shop, the same for equal shops. */
    contentHash: z.string(),
    /** How many objects it has. */
    objects: z.number().int(),
    /** Rows by table of the catalogue's database. */
    rows: z.record(z.string(), z.number()),
    /** Messages by queue. */
    queues: z.record(z.string(), z.number()),
    /** Names of the broker's policies. */
    policies: z.array(z.string()),
    /** Orders, customers, addresses, cards: how many, and how many of each status. */
    documents: z.record(
        z.string(),
        z.strictObject({ count: z.number(), byStatus: z.record(z.string(), z.number()) }),
    ),
    /** Restarts by pod. */
    restarts: z.record(z.string(), z.number()),
});
export type StoreRecord = z.infer<typeof StoreRecord>;
