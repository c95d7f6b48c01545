import assert from "node:assert/strict";
import type { Answer, ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { valueOf } from "../support/shop-metrics.ts";
import { GO_BUCKETS, histogramTests, scrape } from "../support/shop-observability.ts";
import { leaksNothing, type Row, rows } from "../support/shop-rows.ts";
import { COLOURFUL } from "./front-end-answers.ts";

const PAGES = ["index", "category", "detail", "basket", "customer-orders", "customer-order"];

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
