import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import {
    ADDRESS,
    cardNumber,
    person,
    register,
    registerBuyer,
    unique,
} from "../support/shop-accounts.ts";
import { type Answer, basic, ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { valueOf } from "../support/shop-metrics.ts";
import { GO_BUCKETS, histogramTests, scrape } from "../support/shop-observability.ts";
import { assertRow, leaksNothing, type Row, rows } from "../support/shop-rows.ts";
import { sockNamed } from "../support/shop-socks.ts";

const ERROR_TYPE = "application/json; charset=utf-8";
const PAGES = ["index", "category", "detail", "basket", "customer-orders", "customer-order"];
const COLOURFUL = sockNamed("Colourful").id;

const notLoggedIn = {
    status: 500,
    type: ERROR_TYPE,
    is: { message: "User not logged in.", error: {} },
};

// shop-api.md, section 1.
describe("contract: front-end", function () {
    this.timeout(60_000);
    const shop = useShop();
    const visitor = (): ShopClient => shop.visitor();

    describe("pages", () => {
        const page: Omit<Row, "ask"> = {
            status: 200,
            type: "text/html; charset=utf-8",
            says: /<title>[^<]*WeaveSocks[^<]*<\/title>/,
            check: (answer) => assert.equal(answer.headers["set-cookie"], undefined),
        };
        rows(visitor, [
            { ask: "GET /", ...page, says: /<title>WeaveSocks<\/title>/ },
            ...PAGES.map((name) => ({ ask: `GET /${name}.html`, ...page })),
            { ask: `GET /detail.html?id=${COLOURFUL}`, ...page },
            { ask: "GET /category.html/", status: 301, check: leadsTo("/category.html") },
            {
                ask: "GET /category.html?page=1/",
                status: 301,
                check: leadsTo("/category.html?page=1"),
            },
            // As upstream's last source; the released image redirects to another site.
            { ask: "GET //category.html/", status: 400, says: "invalid URL to redirect to" },
            { ask: "GET //example.com/", status: 400, says: "invalid URL to redirect to" },
            { ask: "GET /nope", status: 404, type: "text/html; charset=utf-8" },
            { ask: "GET /health", status: 404 },
            {
                ask: "GET /<script>alert(1)</script>",
                when: "script in the path",
                status: 404,
                check: (answer) => assert.doesNotMatch(answer.text, /<script>/),
            },
            { ask: "GET /..%2f..%2fetc%2fpasswd", status: 404, check: leaksNothing },
        ]);

        it("every file that the pages name is there", async () => {
            const named = new Set<string>();
            for (const name of PAGES) {
                const { text } = await visitor().get(`/${name}.html`);
                for (const [, path = ""] of text.matchAll(
                    /(?:src|href)="(\/(?:js|css|img)\/[^"?#]+)"/g,
                )) {
                    named.add(path);
                }
            }
            assert.ok(named.size > 0);
            for (const path of named) {
                const answer = await visitor().get(path);
                assert.equal(answer.status, 200, answer.asked);
                assert.ok(answer.body.length > 0, path);
            }
        });
    });

    describe("passed on from the backends, always with 200", () => {
        const passed: Omit<Row, "ask"> = { status: 200, type: null };
        const errorInside = (answer: Answer): void => {
            const { error, status_code } = answer.json() as { error: string; status_code: number };
            assert.ok(status_code >= 400 && error !== "", answer.toString());
        };
        rows(visitor, [
            { ask: "GET /catalogue?size=2", ...passed, says: /^\[\{"id":/ },
            { ask: "GET /catalogue/size?tags=magic", ...passed, is: { size: 1, err: null } },
            { ask: `GET /catalogue/${COLOURFUL}`, ...passed, says: /"name":"Colourful"/ },
            { ask: "GET /catalogue/unknown", ...passed, check: errorInside },
            // So that the breaker `Get` is not left with a failure.
            { ask: `GET /catalogue/${COLOURFUL}`, when: "again", ...passed },
            { ask: "GET /catalogue?page=-1", ...passed, check: errorInside },
            { ask: "GET /tags", ...passed, says: /^\{"tags":\[/ },
            { ask: "GET /customers", ...passed, says: /^\{"_embedded":\{"customer":\[/ },
            { ask: "GET /cards", ...passed, says: /^\{"_embedded":\{"card":\[/ },
            { ask: "GET /addresses", ...passed, says: /^\{"_embedded":\{"address":\[/ },
            { ask: "GET /cards/socks", ...passed, check: errorInside },
            {
                ask: "GET /customers/57a98d98e4b00679b4a830b2",
                when: "nobody logged in",
                ...passed,
                check: errorInside,
            },
            {
                ask: "GET /catalogue/images/WAT.jpg",
                status: 200,
                type: "image/jpeg",
                check: (answer) => assert.ok(answer.body.length > 0),
            },
            { ask: "GET /catalogue/images/none.jpg", status: 404 },
            { ask: "GET /card", when: "anonymous", ...passed, is: { status_code: 500 } },
            { ask: "GET /address", when: "anonymous", ...passed, is: { status_code: 500 } },
            { ask: "GET /cart", when: "anonymous", ...passed, is: [] },
            { ask: "GET /orders/000000000000000000000000", status: 404 },
        ]);
    });

    describe("sessions", () => {
        it("every API answer of a new visitor sets md.sid; none of a known one does", async () => {
            for (const path of ["/catalogue", "/tags", "/cart", "/card", "/orders/none", "/nope"]) {
                const one = visitor();
                const first = await one.get(path);
                const [cookie = "", ...more] = first.headers["set-cookie"] ?? [];
                assert.deepEqual(more, [], path);
                assert.match(cookie, /^md\.sid=s%3A[\w-]+\.[\w%+/]+; Path=\/; HttpOnly$/, path);
                assert.equal((await one.get(path)).headers["set-cookie"], undefined, path);
            }
            for (const path of ["/", "/metrics"]) {
                assert.equal((await visitor().get(path)).headers["set-cookie"], undefined, path);
            }
        });

        it("GET /login sets both cookies; the session keeps its id", async () => {
            const one = visitor();
            await one.get("/cart");
            const session = one.cookies.get("md.sid");
            const answer = await one.get("/login", basic("user", "password"));
            assert.deepEqual([answer.status, answer.text], [200, "Cookie is set"]);
            assert.match(answer.headers["content-type"] ?? "", /^text\/html/);
            const cookies = answer.headers["set-cookie"] ?? [];
            const login = cookies.find((cookie) => cookie.startsWith("logged_in="));
            assert.match(login ?? "", /^logged_in=[\w-]+; Max-Age=3600; Path=\/$/);
            assert.equal(one.cookies.get("md.sid"), session);
            assert.ok(session?.startsWith(`s%3A${one.cookies.get("logged_in")}.`));
        });

        for (const [what, headers] of Object.entries({
            "a wrong password": basic("user", "wrong"),
            "an unknown name": basic(unique("nobody"), "x"),
            "no header": {},
            "another scheme": { authorization: "Bearer x" },
            "NoSQL in the name": basic('{"$gt":""}', '{"$gt":""}'),
        })) {
            it(`GET /login with ${what} is an empty 401`, async () => {
                const one = visitor();
                const answer = await one.get("/login", headers);
                assert.deepEqual([answer.status, answer.text], [401, ""]);
                assert.equal(one.cookies.has("logged_in"), false);
            });
        }

        it("POST /register answers the id and logs in; a taken name is an empty 500", async () => {
            const [one, two] = [visitor(), visitor()];
            const sent = person();
            const answer = await one.post("/register", sent);
            assert.equal(answer.status, 200, answer.toString());
            assert.match(answer.text, /^\{"id":"[0-9a-f]{24}"\}$/);
            assert.deepEqual([...one.cookies.keys()].sort(), ["logged_in", "md.sid"]);
            const again = await two.post("/register", sent);
            assert.deepEqual([again.status, again.text], [500, ""]);
            assert.equal(two.cookies.has("logged_in"), false);
        });

        it("GET /customers/{any} is the own customer, whatever id is asked for", async () => {
            const one = visitor();
            const { id, username } = await register(one);
            const answer = await one.get("/customers/57a98d98e4b00679b4a830b2");
            const customer = answer.json() as Record<string, unknown>;
            assert.deepEqual([customer["id"], customer["username"]], [id, username]);
        });

        it("a log-out is the browser's, which drops logged_in: then nobody orders", async () => {
            const one = visitor();
            await registerBuyer(one);
            one.cookies.delete("logged_in");
            await assertRow(one, { ask: "POST /orders", ...notLoggedIn });
        });

        it("a cookie signed with upstream's public secret, or with none, is a new session", async () => {
            const owner = visitor();
            await registerBuyer(owner);
            const id = owner.cookies.get("logged_in") ?? "";
            const signature = createHmac("sha256", "sooper secret").update(id).digest("base64");
            for (const value of [
                `s:${id}.${signature.replace(/=+$/, "")}`,
                `s:${id}.`,
                `s:${id}`,
                id,
                "s:__proto__.x",
                "j:{}",
                "%E0%A4%A",
                "x".repeat(4000),
            ]) {
                const thief = visitor();
                thief.cookies.set(
                    "md.sid",
                    value.startsWith("%") ? value : encodeURIComponent(value),
                );
                thief.cookies.set("logged_in", id);
                await assertRow(thief, { ask: "GET /card", status: 200, is: { status_code: 500 } });
                await assertRow(thief, { ask: "POST /orders", ...notLoggedIn });
            }
            assert.equal((await owner.get("/card")).status, 200);
        });
    });

    describe("account", () => {
        it("POST /addresses and /cards attach to the visitor; /address and /card show the first", async () => {
            const one = visitor();
            const longNum = cardNumber();
            await registerBuyer(one, longNum);
            const card = await one.get("/card");
            assert.deepEqual(card.json(), { number: longNum.slice(-4) });
            assert.equal(card.headers["content-type"], undefined);
            const {
                id: _id,
                _links,
                ...address
            } = (await one.get("/address")).json() as Record<string, unknown>;
            assert.deepEqual(address, ADDRESS);
        });

        it("DELETE /cards/{id} and /addresses/{id} answer the backend's text as a JSON string", async () => {
            const one = visitor();
            await register(one);
            for (const [path, body] of [
                ["/addresses", ADDRESS],
                ["/cards", { longNum: cardNumber(), expires: "12/30", ccv: "123" }],
            ] as const) {
                const { id } = (await one.post(path, body)).json() as { id: string };
                const answer = await one.delete(`${path}/${id}`);
                assert.equal(answer.status, 200);
                assert.deepEqual(JSON.parse(String(answer.json())), { status: true });
            }
            assert.deepEqual((await one.get("/card")).json(), { status_code: 500 });
        });

        it("POST /addresses of somebody without an account is an error body", async () => {
            const answer = await visitor().post("/addresses", ADDRESS);
            assert.equal(answer.status, 200);
            assert.ok(
                (answer.json() as { status_code: number }).status_code >= 400,
                answer.toString(),
            );
        });

        it("POST /customers makes one, DELETE /customers/{id} removes it", async () => {
            const { username, firstName, lastName } = person();
            const one = visitor();
            const answer = await one.post("/customers", { username, firstName, lastName });
            const { id } = answer.json() as { id: string };
            assert.match(id, /^[0-9a-f]{24}$/);
            const gone = await one.delete(`/customers/${id}`);
            assert.deepEqual(JSON.parse(String(gone.json())), { status: true });
        });
    });

    describe("errors", () => {
        const error = (message: string): Omit<Row, "ask"> => ({
            status: 500,
            type: ERROR_TYPE,
            is: { message, error: {} },
        });
        const failure = error("Unable to add to cart. Status code: 400");
        const noId = error("Must pass id of item to add");
        rows(visitor, [
            { ask: "POST /cart", json: {}, ...noId },
            { ask: "POST /cart", when: "no body", ...noId },
            { ask: "POST /cart", json: { id: { $gt: "" } }, ...noId },
            { ask: "POST /cart", json: { id: null }, ...noId },
            {
                ask: "POST /cart/update",
                json: { quantity: 1 },
                ...error("Must pass id of item to update"),
            },
            {
                ask: "POST /cart/update",
                json: { id: "x" },
                ...error("Must pass quantity to update"),
            },
            { ask: "POST /cart/update", json: { id: COLOURFUL, quantity: -1 }, ...failure },
            { ask: "POST /cart/update", json: { id: COLOURFUL, quantity: "x" }, ...failure },
            {
                ask: "POST /cart/update",
                when: "a sock that isn't in the cart",
                json: { id: COLOURFUL, quantity: 2 },
                ...error("Unable to add to cart. Status code: 500"),
            },
            { ask: `DELETE /cart/${COLOURFUL}`, when: "not in the cart", status: 500, says: "" },
            { ask: "GET /orders", when: "nobody logged in", ...notLoggedIn },
            { ask: "POST /orders", when: "nobody logged in", ...notLoggedIn },
            {
                ask: "POST /cart",
                when: "malformed JSON: upstream's 500",
                text: '{"id":',
                status: 500,
                type: ERROR_TYPE,
                check: (answer) => {
                    assert.match((answer.json() as { message: string }).message, /JSON/);
                    leaksNothing(answer);
                },
            },
            {
                ask: "POST /register",
                when: "more than 100 KiB",
                json: { username: "x".repeat(101 * 1024) },
                status: 413,
                type: ERROR_TYPE,
                says: /too large/,
            },
            {
                ask: "POST /register",
                when: "NoSQL",
                json: { username: { $gt: "" }, password: "x" },
                status: 500,
                says: "",
            },
            { ask: "POST /catalogue", json: {}, status: 404 },
            { ask: "PUT /cart", json: {}, status: 404 },
        ]);

        it("a script in a name stays data, and no browser is to take an answer for a page", async () => {
            const script = "<script>alert(1)</script>";
            const one = visitor();
            const sent = { ...person(), firstName: script, lastName: script };
            await assertRow(one, { ask: "POST /register", json: sent, status: 200 });
            await one.post("/addresses", { ...ADDRESS, street: script });
            await one.post("/cards", { longNum: cardNumber(), expires: "12/30", ccv: "123" });
            const customer = await one.get("/customers/own");
            assert.equal((customer.json() as { firstName: string }).firstName, script);
            assert.doesNotMatch(customer.text, /<script>/);
            await one.post("/cart", { id: COLOURFUL });
            await assertRow(one, { ask: "POST /orders", status: 201 });
            for (const path of ["/customers/own", "/address", "/orders"]) {
                const { headers } = await one.get(path);
                assert.equal(headers["content-type"], undefined, path);
                assert.equal(headers["x-content-type-options"], "nosniff", path);
            }
        });

        it("a body of 5 MiB is refused, and the next request is answered", async () => {
            const text = JSON.stringify({ username: "x".repeat(5 * 1024 * 1024) });
            const answer = await visitor().ask("POST", "/register", { text });
            assert.equal(answer.status, 413, answer.toString());
            assert.equal((await visitor().get("/tags")).status, 200);
        });

        it("an unknown sock goes into the cart as a line without id and price, as upstream", async () => {
            const one = visitor();
            await assertRow(one, {
                ask: "POST /cart",
                json: { id: "unknown" },
                status: 201,
                says: "",
            });
            const lines = (await one.get("/cart")).json() as Record<string, unknown>[];
            assert.deepEqual(
                lines.map(({ itemId, unitPrice, quantity }) => ({ itemId, unitPrice, quantity })),
                [{ itemId: "", unitPrice: 0, quantity: 1 }],
            );
            await one.get(`/catalogue/${COLOURFUL}`);
        });
    });

    describe("operation", () => {
        const labels = (
            method: string,
            route: string,
            status_code = "200",
        ): Record<string, string> => ({
            ...{ service: "front-end", method, route, status_code },
        });
        const client = (): Promise<ShopClient> => Promise.resolve(visitor());
        histogramTests(client, GO_BUCKETS, [
            [{ ask: "GET /", status: 200 }, labels("get", "/")],
            [{ ask: "GET /Category.html", status: 404 }, labels("get", "/category.html", "404")],
            [{ ask: "GET /catalogue", status: 200 }, labels("get", "/catalogue")],
            [{ ask: "POST /cart", json: {}, status: 500 }, labels("post", "/cart", "500")],
        ]);

        it("has the process metrics under upstream's names", async () => {
            const samples = await scrape(visitor());
            const names = new Set(samples.map((sample) => sample.name));
            const missing = [
                ...["process_cpu_user_seconds_total", "process_cpu_system_seconds_total"],
                ...[
                    "process_start_time_seconds",
                    "process_virtual_memory_bytes",
                    "process_heap_bytes",
                ],
                ...["process_open_fds", "process_max_fds", "nodejs_eventloop_lag_seconds"],
                ...["nodejs_active_handles_total", "nodejs_active_requests_total"],
                ...["nodejs_heap_size_total_bytes", "nodejs_heap_size_used_bytes"],
            ].filter((name) => !names.has(name));
            assert.deepEqual(missing, []);
            assert.equal(
                valueOf(samples, "request_duration_seconds_count", { route: "/metrics" }),
                0,
            );
        });

        it("logs requests in morgan's form", async () => {
            const since = new Date();
            await visitor().get("/catalogue/size");
            await shop.logged("front-end", /^GET \/catalogue\/size 200 [\d.]+ ms - /, since);
        });
    });
});

function leadsTo(path: string): (answer: Answer) => void {
    return (answer) => assert.equal(answer.headers.location, path);
}
