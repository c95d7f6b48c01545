import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { type ShopContext, type ShopEnv, bare, bootError, refused } from "./answers.ts";
import { type FakeOrder, type OrderEnd, type Person, type ShopState, hexId } from "./state.ts";

const SHIPPING = 4.99;

/** What is on record afterwards (nothing, or an order with these fields), and the error if any. */
interface End {
    stored?: object;
    error?: [status: 406 | 500, message: string];
}

const ENDS: Readonly<Record<OrderEnd, End>> = {
    shipped: { stored: { status: "SHIPPED" } },
    "without-status": { stored: {} },
    declined: {
        stored: { status: "PAYMENT_FAILED" },
        error: [406, "Payment declined: amount exceeds 105.00"],
    },
    "gateway-down": {
        stored: { status: "PAYMENT_FAILED" },
        error: [
            406,
            'Payment gateway error: Post "http://stripe-mock/v1/charges": dial tcp 10.96.1.2:80: connect: connection refused',
        ],
    },
    "payment-down": {
        stored: { status: "PAYMENT_FAILED" },
        error: [500, "Unable to create order due to unspecified IO error."],
    },
    "shipping-down": { stored: { status: "PAID" }, error: [500, "503 null"] },
    "still-pending": {
        stored: { status: "PENDING" },
        error: [500, "Unable to create order due to timeout from one of the services."],
    },
    "not-stored": { error: [500, "Unable to create order due to unspecified IO error."] },
};

/** Placing and reading orders. */
export function fakeOrdering(state: ShopState): Hono<ShopEnv> {
    const app = new Hono<ShopEnv>();
    app.use("/orders/*", async (c, next) => {
        if (state.down.has("orders")) return refused(c, "connect ECONNREFUSED");
        return next();
    });
    app.get("/orders", (c) => {
        const person = loggedIn(c, state);
        if (person === undefined) return refused(c, "User not logged in.");
        const own = state.orders.filter(({ customerId }) => customerId === person.id);
        return bare(c, own.map(asRead), 201);
    });
    app.get("/orders/:id", (c) => {
        const order = state.orders.find(({ id }) => id === c.req.param("id"));
        return order === undefined ? c.body(null, 404) : c.json(asRead(order));
    });
    app.post("/orders", async (c) => {
        await state.gate;
        const person = loggedIn(c, state);
        return person === undefined ? refused(c, "User not logged in.") : place(c, state, person);
    });
    return app;
}

function loggedIn(c: ShopContext, state: ShopState): Person | undefined {
    return getCookie(c, "logged_in") === undefined ? undefined : state.personOf(c.get("session"));
}

function place(c: ShopContext, state: ShopState, person: Person): Response {
    const { id: customerId, firstName, lastName } = person;
    const [address] = person.addresses;
    if (address === undefined || person.cards.length === 0) {
        const text = "Invalid order request. Order requires customer, address, card and items.";
        return bootError(c, 406, text);
    }
    const items = state.cart(customerId).map((line) => ({ ...line }));
    const order: FakeOrder = {
        id: hexId(),
        customerId,
        customer: { firstName, lastName },
        address,
        items,
        date: new Date().toISOString().replace("Z", "+0000"),
        total: items.reduce((sum, line) => sum + line.quantity * line.unitPrice, SHIPPING),
    };
    const { stored, error } = ENDS[state.orderEnds];
    if (stored !== undefined) state.orders.push(Object.assign(order, stored));
    return error === undefined ? bare(c, order, 201) : bootError(c, ...error);
}

/** As it reads later: no id, but a link that ends in it. */
function asRead({ id, ...order }: FakeOrder): object {
    return { ...order, _links: { self: { href: `http://orders/orders/${id}` } } };
}
