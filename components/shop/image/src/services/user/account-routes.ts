import { Hono } from "hono";
import { GoError } from "../../platform/go-app.ts";
import { basicAuth } from "./basic-auth.ts";
import { halAnswer } from "./hal.ts";
import { found } from "./ids.ts";
import type { UserParts } from "./parts.ts";
import { isPassword } from "./password.ts";
import { createCustomer } from "./create-customer.ts";
import { bodyObject, textFields } from "./text-fields.ts";

/** `/login` and `/register`. */
export function accountRoutes({ store, shapes, observe }: UserParts): Hono {
    const app = new Hono();
    app.get("/login", async (c) => {
        const credentials = basicAuth(c.req.header("authorization"));
        if (credentials === undefined) throw unauthorized();
        const customer = await observe("login", {}, async () => {
            const named = found(await store.customerNamed(credentials.username));
            if (!isPassword(credentials.password, named)) throw unauthorized();
            return named;
        });
        return halAnswer(c, { user: shapes.customer(customer) });
    });
    app.post("/register", async (c) => {
        const names = ["username", "password", "email", "firstName", "lastName"] as const;
        const fields = textFields(await bodyObject(c), names);
        const { username, email } = fields;
        const id = await observe("register", { username, email }, () =>
            createCustomer(store, fields),
        );
        return halAnswer(c, { id });
    });
    return app;
}

function unauthorized(): GoError {
    return new GoError(401, "Unauthorized");
}
