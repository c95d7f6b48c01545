import { Hono } from "hono";
import type { Context } from "hono";
import { at, json, segment, sending } from "./backends.ts";
import type { Backends } from "./backends.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { untyped } from "./respond.ts";
import { ownerOf } from "./sessions/middleware.ts";

/** The visitor's cart, which carts keeps under the customer or, before a log-in, the session. */
export function cartRoutes({ carts, catalogue }: Backends): Hono<FrontEndEnv> {
    const app = new Hono<FrontEndEnv>();
    const cartOf = async (c: Context<FrontEndEnv>): Promise<string> =>
        `/carts/${segment(await ownerOf(c))}`;
    /** Id and price as the catalogue knows them; of an unknown sock neither, as upstream. */
    const line = async (id: string): Promise<{ itemId: unknown; unitPrice: unknown }> => {
        const sock = json(await catalogue(`/catalogue/${segment(id)}`), "catalogue");
        return { itemId: at(sock, "id"), unitPrice: at(sock, "price") };
    };

    app.get("/cart", async (c) => {
        const answer = await carts(`${await cartOf(c)}/items`);
        return untyped(c, answer.status, answer.body);
    });
    app.delete("/cart", async (c) => {
        const { status } = await carts(await cartOf(c), { method: "DELETE" });
        return untyped(c, status);
    });
    app.delete("/cart/:id", async (c) => {
        const path = `${await cartOf(c)}/items/${segment(c.req.param("id"))}`;
        const { status } = await carts(path, { method: "DELETE" });
        return untyped(c, status);
    });
    app.post("/cart", async (c) => {
        const id = scalar(c.get("body")["id"], "Must pass id of item to add");
        const path = `${await cartOf(c)}/items`;
        const { status } = await carts(path, sending("POST", await line(id)));
        expect(status, 201);
        return untyped(c, 201);
    });
    app.post("/cart/update", async (c) => {
        const { id: givenId, quantity: givenQuantity } = c.get("body");
        const id = scalar(givenId, "Must pass id of item to update");
        // NaN goes out as null, and carts says what it thinks of it.
        const quantity = Number.parseInt(scalar(givenQuantity, "Must pass quantity to update"), 10);
        const path = `${await cartOf(c)}/items`;
        const { status } = await carts(path, sending("PATCH", { ...(await line(id)), quantity }));
        expect(status, 202);
        return untyped(c, 202);
    });
    return app;
}

/** A string or number as text; throws for all else, and for nothing. */
function scalar(value: unknown, complaint: string): string {
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text !== "string" || text === "") throw new Error(complaint);
    return text;
}

function expect(status: number, wanted: number): void {
    if (status !== wanted) throw new Error(`Unable to add to cart. Status code: ${status}`);
}
