import assert from "node:assert/strict";
import { backendUrls } from "../../../../../components/shop/image/src/services/front-end/backend-urls.ts";
import { frontEnd } from "../../../../../components/shop/image/src/services/front-end/service.ts";

describe("front-end's settings", () => {
    const urls = (env: Record<string, string>, ...args: string[]): Record<string, string> =>
        backendUrls({ env, args });

    it("name the backends by default, in a domain, or one by one", () => {
        assert.deepEqual(urls({}), {
            catalogue: "http://catalogue",
            carts: "http://carts",
            orders: "http://orders",
            user: "http://user",
        });
        assert.deepEqual(
            urls({ CARTS_URL: "http://127.0.0.1:81/", USER_URL: "" }, "--domain=x.y"),
            {
                catalogue: "http://catalogue.x.y",
                carts: "http://127.0.0.1:81",
                orders: "http://orders.x.y",
                user: "http://user.x.y",
            },
        );
    });

    for (const url of ["carts", "https://carts", "http://carts/path", "http://a b", "http://"]) {
        it(`refuse ${url} as an address`, () => {
            assert.throws(() => urls({ CARTS_URL: url }), {
                name: "SettingError",
                message: new RegExp(`^variable CARTS_URL: found "${url}"\n`),
            });
        });
    }

    it("name the culprit, which may be the domain", async () => {
        assert.throws(() => urls({}, "--domain=x/y"), /^SettingError: argument --domain: found/);
        await assert.rejects(
            frontEnd({ env: { ORDERS_URL: "x" }, args: [] }),
            /variable ORDERS_URL/,
        );
    });
});
