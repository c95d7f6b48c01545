import { Hono } from "hono";
import { createCustomer } from "./create-customer.ts";
import { halAnswer, halList } from "./hal.ts";
import { found, hexId, idAndAttribute } from "./ids.ts";
import type { UserParts } from "./parts.ts";
import { bodyObject, textFields } from "./text-fields.ts";

/** `/customers`, `/customers/{id}`, `/customers/{id}/addresses`, `/customers/{id}/cards`. */
export function customerRoutes({ store, shapes, observe }: UserParts): Hono {
    const app = new Hono();
    // A path prefix upstream: what follows is read as id and attribute, or ignored.
    app.get("/:path{customers.*}", async (c) => {
        const { id, attribute } = idAndAttribute(c.req.path);
        const customers = await observe(
            "getUsers",
            { id: id || "all" },
            async () => (id === "" ? store.customers() : [found(await store.customer(hexId(id)))]),
            (customers) => customers?.length ?? 0,
        );
        const [customer] = customers;
        if (id === "" || customer === undefined) {
            return halAnswer(c, halList("customer", customers.map(shapes.customer)));
        }
        if (attribute === "addresses") {
            const addresses = await store.addresses.some(customer.addresses);
            return halAnswer(c, halList("address", addresses.map(shapes.address)));
        }
        if (attribute === "cards") {
            const cards = await store.cards.some(customer.cards);
            return halAnswer(c, halList("card", cards.map(shapes.card)));
        }
        return halAnswer(c, shapes.customer(customer));
    });
    app.post("/customers", async (c) => {
        const fields = textFields(await bodyObject(c), ["firstName", "lastName", "username"]);
        const id = await observe(
            "postUser",
            { username: fields.username, email: "" },
            // Neither can be set here; such a customer logs in with an empty password (contract).
            () => createCustomer(store, { ...fields, email: "", password: "" }),
            (id) => id ?? "",
        );
        return halAnswer(c, { id });
    });
    return app;
}
