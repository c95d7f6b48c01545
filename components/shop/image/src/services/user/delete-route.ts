import { Hono } from "hono";
import { GoError } from "../../platform/go-app.ts";
import { halAnswer } from "./hal.ts";
import { hexId } from "./ids.ts";
import type { UserParts } from "./parts.ts";
import type { UserStore } from "./store.ts";

/** `DELETE /{collection}/{id}`, which is one route for all paths upstream. */
export function deleteRoute({ store, observe }: UserParts): Hono {
    const app = new Hono();
    app.delete("*", async (c) => {
        const [, entity = "", id, ...rest] = c.req.path.split("/");
        if (id === undefined || rest.length > 0) throw new GoError(500, "Invalid request");
        await observe("delete", { entity, id }, async () => {
            if (!(await removal(store, entity)(hexId(id)))) throw new GoError(500, "not found");
        });
        return halAnswer(c, { status: true });
    });
    return app;
}

function removal(store: UserStore, entity: string): (id: string) => Promise<boolean> {
    switch (entity) {
        case "customers":
            return (id) => store.removeCustomer(id);
        case "addresses":
            return (id) => store.addresses.remove(id);
        case "cards":
            return (id) => store.cards.remove(id);
        default:
            // Upstream looks into whatever collection is named and finds nothing.
            return async () => false;
    }
}
