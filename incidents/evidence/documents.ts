import { createHash } from "node:crypto";
import { MongoClient } from "mongodb";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { sortKeys } from "../../components/kit/sort-keys.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { PodForwards } from "../../components/kube/forward.ts";
import { objectPath } from "../../components/kube/path.ts";
import type { Difference } from "../recovery/difference.ts";

/** A document of a store, as far as it is compared. */
export interface StoredDocument {
    /** When its id was given, in milliseconds since the epoch. */
    madeMs: number;
    /** SHA-256 of its content. */
    hash: string;
    /** What it is at, such as `SHIPPED`; undefined where its kind has no such field. */
    status: string | undefined;
}

/** Documents by id, by what a person calls them: `orders`, `customers`. */
export type Documents = Readonly<Record<string, Readonly<Record<string, StoredDocument>>>>;

/** What is kept of orders and accounts. Carts are not: they come and go with every visitor. */
const COLLECTIONS = [
    { title: "orders", store: "orders-db", database: "data", name: "customerOrder" },
    { title: "customers", store: "user-db", database: "users", name: "customers" },
    { title: "addresses", store: "user-db", database: "users", name: "addresses" },
    { title: "cards", store: "user-db", database: "users", name: "cards" },
] as const;

const MONGO_PORT = 27_017;
const TIMEOUT_MS = 20_000;
/** An order that is paid is tried to be saved for a minute: a younger one may not be at its end yet. */
const SETTLED_AFTER_MS = 60_000;
/** Rows of one collection in a report; the rest is counted. */
const MAX_ROWS = 3;

/** Reads every order and account from their stores themselves. */
export async function readDocuments(
    kube: Pick<KubeClient, "access" | "find" | "list">,
): Promise<Documents> {
    const forwards = new PodForwards(kube, SHOP_NAMESPACE);
    try {
        const found: Record<string, Record<string, StoredDocument>> = {};
        for (const store of ["orders-db", "user-db"] as const) {
            const client = await connect(kube, forwards, store);
            try {
                for (const { title, database, name } of COLLECTIONS.filter(
                    (one) => one.store === store,
                )) {
                    const cursor = client.db(database).collection(name).find();
                    found[title] = Object.fromEntries(
                        (await cursor.toArray()).map((one) => [String(one._id), stored(one)]),
                    );
                }
            } finally {
                await client.close();
            }
        }
        return found;
    } finally {
        await forwards.close();
    }
}

/** Every document that was there and is not what it was; those that came since are no difference. */
export function compareDocuments(
    before: Documents,
    after: Documents,
    beforeAt: string,
): Difference[] {
    const settled = Date.parse(beforeAt) - SETTLED_AFTER_MS;
    return Object.entries(before).flatMap(([title, documents]) => {
        const rows = Object.entries(documents)
            // A young one may still change, but nothing goes away.
            .filter(([id, { madeMs }]) => madeMs <= settled || after[title]?.[id] === undefined)
            .flatMap(([id, document]): Difference[] => {
                const now = after[title]?.[id];
                if (now?.hash === document.hash) return [];
                const [expected, found] = [shown(document), now ? shown(now) : "gone"];
                return [{ object: `${title} ${id}`, field: "content", expected, found }];
            });
        if (rows.length <= MAX_ROWS) return rows;
        const more = `${rows.length - MAX_ROWS} more`;
        const rest = { object: title, field: "content", expected: "as before", found: more };
        return [...rows.slice(0, MAX_ROWS), rest];
    });
}

/** What came since, counted, such as `orders 31 (3 PAID, 28 SHIPPED), customers 5`; or nothing. */
export function newDocuments(before: Documents, after: Documents): string {
    return Object.entries(after)
        .flatMap(([title, documents]) => {
            const came = Object.entries(documents).filter(([id]) => !before[title]?.[id]);
            if (came.length === 0) return [];
            const counts = new Map<string, number>();
            for (const [, { status }] of came) {
                if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
            }
            const parts = [...counts.keys()].sort().map((one) => `${counts.get(one)} ${one}`);
            return [`${title} ${came.length}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`];
        })
        .join(", ");
}

async function connect(
    kube: Pick<KubeClient, "find">,
    forwards: PodForwards,
    store: "orders-db" | "user-db",
): Promise<MongoClient> {
    const ref = { apiVersion: "v1", kind: "Secret", namespace: SHOP_NAMESPACE, name: store };
    // Upstream's stores know no login, and have no such Secret.
    const data = (await kube.find(objectPath(ref)))?.["data"] as Record<string, string> | undefined;
    const [username, password] = ["MONGO_USER", "MONGO_PASSWORD"].map((key) =>
        data?.[key] === undefined ? undefined : Buffer.from(data[key], "base64").toString("utf8"),
    );
    const port = await forwards.port(store, MONGO_PORT);
    const login =
        username === undefined || password === undefined
            ? {}
            : { auth: { username, password }, authSource: "admin" };
    return await new MongoClient(`mongodb://127.0.0.1:${port}`, {
        ...login,
        directConnection: true,
        serverSelectionTimeoutMS: TIMEOUT_MS,
        socketTimeoutMS: TIMEOUT_MS,
    }).connect();
}

function stored(document: { _id: unknown; [field: string]: unknown }): StoredDocument {
    const id = String(document._id);
    const text = JSON.stringify(sortKeys(JSON.parse(JSON.stringify(document))));
    return {
        // The first four bytes of such an id are its time, in seconds.
        madeMs: /^[0-9a-f]{24}$/.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1_000 : 0,
        hash: createHash("sha256").update(text).digest("hex"),
        status: typeof document["status"] === "string" ? document["status"] : undefined,
    };
}

function shown({ status, hash }: StoredDocument): string {
    return [status, `sha256:${hash.slice(0, 12)}`].filter(Boolean).join(" ");
}
