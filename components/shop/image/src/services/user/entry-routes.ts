import { Hono } from "hono";
import type { LogValue } from "../../platform/log.ts";
import { halAnswer, halList } from "./hal.ts";
import { found, hexId, idAndAttribute } from "./ids.ts";
import type { Endpoint, Observe } from "./observe.ts";
import type { EntryStore, Stored } from "./store.ts";
import { bodyObject, textFields } from "./text-fields.ts";

/** What tells addresses from cards. */
export interface EntryKind<Name extends string> {
    path: "addresses" | "cards";
    key: "address" | "card";
    /** The fields of an entry. */
    names: readonly Name[];
    store: EntryStore<Record<Name, string>>;
    shape: (entry: Stored<Record<Name, string>>) => object;
    get: Endpoint;
    post: Endpoint;
    /** What the log says of a new entry. */
    logged: (entry: Record<Name, string>) => Record<string, LogValue>;
}

/** `/addresses` and `/addresses/{id}`; the same for cards. */
export function entryRoutes<Name extends string>(kind: EntryKind<Name>, observe: Observe): Hono {
    const { path, key, names, store, shape } = kind;
    const app = new Hono();
    app.get(`/:path{${path}.*}`, async (c) => {
        const { id } = idAndAttribute(c.req.path);
        const entries = await observe(
            kind.get,
            { id: id || "all" },
            async () => {
                if (id === "") return store.all();
                const [entry] = await store.some([hexId(id)]);
                return [found(entry)];
            },
            (entries) => entries?.length ?? 0,
        );
        const [entry] = entries;
        return halAnswer(
            c,
            id === "" || entry === undefined ? halList(key, entries.map(shape)) : shape(entry),
        );
    });
    app.post(`/${path}`, async (c) => {
        const body = await bodyObject(c);
        const entry = textFields(body, names);
        const { userID } = textFields(body, ["userID"]);
        const id = await observe(kind.post, { ...kind.logged(entry), user: userID }, async () =>
            found(await store.add(entry, userID === "" ? undefined : hexId(userID))),
        );
        return halAnswer(c, { id });
    });
    return app;
}
