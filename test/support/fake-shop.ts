import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readPages } from "../../components/shop/image/src/services/front-end/pages.ts";
import { fakeAccounts } from "./fake-shop/accounts.ts";
import type { ShopEnv } from "./fake-shop/answers.ts";
import { fakeBasket } from "./fake-shop/basket.ts";
import { fakeCatalogue } from "./fake-shop/catalogue.ts";
import { fakeOrdering } from "./fake-shop/ordering.ts";
import { ShopState } from "./fake-shop/state.ts";

const PUBLIC = join(import.meta.dirname, "../../components/shop/image/public");

/** A running shop in memory: the real pages, and the front-end's API as the contract has it. */
export interface FakeShop {
    url: string;
    state: ShopState;
    close: () => Promise<void>;
}

/** Starts one on a free port. */
export async function startFakeShop(): Promise<FakeShop> {
    const state = new ShopState();
    const server = serve({ fetch: fakeShopApp(state).fetch, port: 0, hostname: "127.0.0.1" });
    if (!server.listening) await once(server, "listening");
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        state,
        close: async () => {
            server.close();
            await once(server, "close");
        },
    };
}

function fakeShopApp(state: ShopState): Hono<ShopEnv> {
    const app = new Hono<ShopEnv>();
    for (const [path, page] of readPages(PUBLIC)) {
        app.get(path, (c) => c.body(page.body, 200, { "Content-Type": page.type }));
    }
    app.use(async (c, next) => {
        state.calls.push(`${c.req.method} ${c.req.path}`);
        const known = getCookie(c, "md.sid");
        const session = known ?? randomUUID();
        c.set("session", session);
        if (known === undefined) setCookie(c, "md.sid", session, { path: "/", httpOnly: true });
        await next();
    });
    for (const part of [fakeCatalogue, fakeAccounts, fakeBasket, fakeOrdering]) {
        app.route("/", part(state));
    }
    return app;
}
