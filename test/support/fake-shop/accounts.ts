import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { type ShopContext, type ShopEnv, bare, goError } from "./answers.ts";
import { type Person, type ShopState, hexId } from "./state.ts";

/** Login, registration, addresses and cards. */
export function fakeAccounts(state: ShopState): Hono<ShopEnv> {
    const app = new Hono<ShopEnv>();
    const enter = (c: ShopContext, { id }: Person): void => {
        const session = c.get("session");
        state.customers.set(session, id);
        // The visitor's basket is appended line by line, as the contract has it.
        state.cart(id).push(...state.cart(session).splice(0));
        setCookie(c, "logged_in", session, { path: "/", maxAge: 3600 });
    };
    const asPerson = (c: ShopContext, answer: (person: Person) => Response): Response => {
        const person = state.personOf(c.get("session"));
        return state.down.has("user") || person === undefined
            ? goError(c, "Invalid Id Hex")
            : answer(person);
    };

    app.get("/login", (c) => {
        const [, encoded = ""] = (c.req.header("Authorization") ?? "").split(" ");
        const [name, password] = Buffer.from(encoded, "base64").toString().split(":");
        const person = state.people.find((one) => one.username === name);
        if (state.down.has("user") || person === undefined || person.password !== password) {
            return c.body(null, 401);
        }
        enter(c, person);
        return c.text("Cookie is set");
    });
    app.post("/register", async (c) => {
        const values = await c.req.json<Person>();
        const taken = state.people.some(({ username }) => username === values.username);
        if (state.down.has("user") || taken) return c.body(null, 500);
        const person = state.addPerson(values);
        enter(c, person);
        return bare(c, { id: person.id });
    });
    app.get("/customers/:id", (c) =>
        asPerson(c, ({ id, username, firstName, lastName }) =>
            bare(c, { id, username, firstName, lastName }),
        ),
    );
    app.get("/address", (c) =>
        asPerson(c, ({ addresses: [first] }) => bare(c, first ?? { status_code: 500 })),
    );
    app.get("/card", (c) =>
        asPerson(c, ({ cards: [first] }) =>
            bare(c, first ? { number: first["longNum"]?.slice(-4) } : { status_code: 500 }),
        ),
    );
    for (const kind of ["addresses", "cards"] as const) {
        app.post(`/${kind}`, async (c) => {
            const entry = { ...(await c.req.json<Record<string, string>>()), id: hexId() };
            return asPerson(c, (person) => {
                person[kind].push(entry);
                return bare(c, { id: entry.id });
            });
        });
        app.delete(`/${kind}/:id`, (c) =>
            asPerson(c, (person) => {
                person[kind] = person[kind].filter((one) => one["id"] !== c.req.param("id"));
                // JSON inside a JSON string, with the newline that Go ends it with.
                return bare(c, `${JSON.stringify({ status: true })}\n`);
            }),
        );
    }
    return app;
}
