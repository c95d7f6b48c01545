import type { Hono } from "hono";
import type {
    BackendAnswer,
    BackendRequest,
} from "../../../../../components/shop/image/src/platform/http-client.ts";
import { springLog } from "../../../../../components/shop/image/src/platform/java-dialect.ts";
import { createOrders } from "../../../../../components/shop/image/src/services/orders/app.ts";
import { InFlight } from "../../../../../components/shop/image/src/services/orders/in-flight.ts";
import { OrderLog } from "../../../../../components/shop/image/src/services/orders/order-log.ts";
import type { Order } from "../../../../../components/shop/image/src/services/orders/order.ts";
import { orderPlacer } from "../../../../../components/shop/image/src/services/orders/place-order.ts";
import type { OrderStore } from "../../../../../components/shop/image/src/services/orders/store.ts";

export const CUSTOMER_ID = "57a98d98e4b00679b4a830b2";
const USER = "http://user";
const CART = `http://carts/carts/${CUSTOMER_ID}/items`;

/** What the front-end sends. */
export const LINKS = {
    customer: `${USER}/customers/${CUSTOMER_ID}`,
    address: `${USER}/addresses/57a98d98e4b00679b4a830b0`,
    card: `${USER}/cards/57a98d98e4b00679b4a830b1`,
    items: CART,
};

export const CUSTOMER = {
    firstName: "User",
    lastName: "Name",
    username: "user",
    id: CUSTOMER_ID,
    _links: { self: { href: LINKS.customer } },
};
export const ADDRESS = {
    number: "246",
    street: "Whitelees Road",
    city: "Glasgow",
    postcode: "G67 3DL",
    country: "United Kingdom",
};
export const CARD = { longNum: "5544154011345918", expires: "08/19", ccv: "958" };
export const LINE = { id: "l1", itemId: "s1", quantity: 3, unitPrice: 18 };

/** The network of the test: answers by address, and what was asked. */
export interface FakeNetwork {
    answers: Map<string, (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>>;
    asked: { url: string; request: BackendRequest }[];
}

/** An answer in JSON. */
export const json = (
    value: unknown,
    { status = 200, type = "application/json" } = {},
): BackendAnswer => ({
    status,
    contentType: type,
    body: Buffer.from(value === undefined ? "" : JSON.stringify(value)),
});

/** A network error as Node gives it. */
export const networkError = (code: string): Error =>
    Object.assign(new Error(`connect ${code} 10.96.1.1:80`), { code });

/** A store in memory that can be told to fail. */
export interface FakeOrderStore extends OrderStore {
    saved: Map<string, Order>;
    /** The states that were saved, in order. */
    history: string[];
    /** Asked before each save; what it returns is thrown. */
    refuse: (order: Order) => Error | undefined;
    /** While set, reads and pings reject with it. */
    broken: Error | undefined;
}

function fakeOrderStore(): FakeOrderStore {
    let ids = 0;
    const reach = async (): Promise<void> => {
        if (store.broken !== undefined) throw store.broken;
    };
    const store: FakeOrderStore = {
        saved: new Map(),
        history: [],
        refuse: () => undefined,
        broken: undefined,
        newId: () => `6900953ac1f4320001b5070${(ids += 1)}`,
        save: async (order) => {
            const refusal = store.refuse(order);
            if (refusal !== undefined) throw refusal;
            store.history.push(order.status);
            store.saved.set(order.id, structuredClone(order));
        },
        get: async (id) => {
            await reach();
            return store.saved.get(id);
        },
        ofCustomer: async (customerId) => {
            await reach();
            return [...store.saved.values()].filter((order) => order.customerId === customerId);
        },
        list: async ({ page, size, sort }) => {
            await reach();
            const all = [...store.saved.values()];
            if (sort !== undefined) {
                all.sort((a, b) => (a[sort.field] < b[sort.field] === sort.isAscending ? -1 : 1));
            }
            return { count: all.length, orders: all.slice(page * size, (page + 1) * size) };
        },
        remove: async (id) => {
            await reach();
            return store.saved.delete(id);
        },
        ping: reach,
        close: async () => {},
    };
    return store;
}

/** The service with a fake store and a network on which all goes well until a test says otherwise. */
export interface OrdersBench {
    app: Hono;
    store: FakeOrderStore;
    network: FakeNetwork;
    inFlight: InFlight;
    /** `LEVEL logger : text` of each line. */
    lines: string[];
    /** Aborted, it ends all further tries of saving. */
    giveUp: AbortController;
    ready: boolean;
    place(links?: unknown): Promise<Response>;
    /** Changes what an address answers. */
    answer(url: string, answer: BackendAnswer | Error): void;
}

export const PAYMENT = "http://payment/paymentAuth";
export const SHIPPING = "http://shipping/shipping";

export function ordersBench(limitMs = 60_000): OrdersBench {
    const store = fakeOrderStore();
    const lines: string[] = [];
    const inFlight = new InFlight();
    const giveUp = new AbortController();
    const network: FakeNetwork = { answers: new Map(), asked: [] };
    const log = springLog((line) => {
        lines.push(line.replace(/^\S+ \S+ +(\S+) \[.*?\] 1 --- \[.*?\] (\S+) +: /, "$1 $2 : "));
    }, "orders");
    const place = orderPlacer({
        ask: async (url, given) => {
            const request = given ?? {};
            network.asked.push({ url, request });
            const answer = network.answers.get(url);
            if (answer === undefined) throw networkError("ENOTFOUND");
            return answer(request);
        },
        store,
        log: new OrderLog(log),
        paymentUrl: PAYMENT,
        shippingUrl: SHIPPING,
        timeoutMs: 5000,
        patience: { pauseMs: 0, limitMs, confirmMs: 0, giveUp: giveUp.signal },
    });
    const app = createOrders({ port: 8080, log, store, place, inFlight, ready: () => bench.ready });
    const bench: OrdersBench = {
        app,
        store,
        network,
        inFlight,
        lines,
        giveUp,
        ready: true,
        place: async (links = LINKS) =>
            app.request("/orders", {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: typeof links === "string" ? links : JSON.stringify(links),
            }),
        answer: (url, answer) => {
            network.answers.set(url, () => {
                if (answer instanceof Error) throw answer;
                return answer;
            });
        },
    };
    const type = "application/hal+json";
    bench.answer(LINKS.customer, json(CUSTOMER, { type }));
    bench.answer(LINKS.address, json({ ...ADDRESS, id: "a1", _links: {} }, { type }));
    bench.answer(LINKS.card, json({ ...CARD, id: "c1", _links: {} }, { type }));
    bench.answer(LINKS.items, json([LINE], { type: "application/json;charset=UTF-8" }));
    bench.answer(PAYMENT, json({ authorised: true, message: "Payment authorised" }));
    network.answers.set(SHIPPING, ({ body }) => json(JSON.parse(String(body)), { status: 201 }));
    return bench;
}
