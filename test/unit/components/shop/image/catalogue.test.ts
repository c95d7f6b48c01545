import assert from "node:assert/strict";
import type { Hono } from "hono";
import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { createCatalogue } from "../../../../../components/shop/image/src/services/catalogue/app.ts";
import { createEndpoints } from "../../../../../components/shop/image/src/services/catalogue/endpoints.ts";
import { fakeStore } from "./fake-store.ts";
import type { FakeStore } from "./fake-store.ts";

const HOLY =
    '{"id":"a1","name":"Holy","description":"About Holy","imageUrl":["/catalogue/images/a1_1.jpeg",' +
    '"/catalogue/images/a1_2.jpeg"],"price":99.99,"count":7,"tag":["action","magic"]}';
const CROSSED =
    '{"id":"b2","name":"Crossed","description":"About Crossed","imageUrl":["/catalogue/images/b2_1.jpeg",' +
    '"/catalogue/images/b2_2.jpeg"],"price":17.32,"count":7,"tag":["blue","red"]}';
// Go's encoder escapes what HTML would read as a tag.
const SUPER =
    '{"id":"c3","name":"Super \\u003cXL\\u003e","description":"About Super \\u003cXL\\u003e",' +
    '"imageUrl":["/catalogue/images/c3_1.jpeg","/catalogue/images/c3_2.jpeg"],"price":15,"count":7,' +
    '"tag":["blue","sport"]}';

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";

describe("catalogue", () => {
    let store: FakeStore;
    let app: Hono;
    let lines: string[];

    beforeEach(() => {
        store = fakeStore();
        lines = [];
        const log = logfmt(
            (line) => lines.push(line.replace(/took=\S+/, "took=T")),
            () => new Date(0),
        );
        const images = new Map([
            ["a1_1.jpeg", new Uint8Array([0xff, 0xd8, 0xff])],
            ["a1_1.svg", new Uint8Array(Buffer.from("<svg/>"))],
        ]);
        const endpoints = createEndpoints(store, log);
        app = createCatalogue({ endpoints, images, log, ready: () => store.broken === undefined });
    });

    const get = async (path: string, method = "GET"): Promise<[number, string | null, string]> => {
        const answer = await app.request(path, { method });
        return [answer.status, answer.headers.get("content-type"), await answer.text()];
    };
    const ok = (body: string): [number, string, string] => [200, JSON_TYPE, `${body}\n`];
    const failed = (error: string): [number, string, string] => [
        500,
        TEXT_TYPE,
        `{"error":"${error}","status_code":500,"status_text":"Internal Server Error"}\n`,
    ];

    const listings: [path: string, body: string][] = [
        ["/catalogue", `[${HOLY},${CROSSED},${SUPER}]`],
        ["/catalogue?sort=price", `[${HOLY},${CROSSED},${SUPER}]`],
        ["/catalogue?size=2", `[${HOLY},${CROSSED}]`],
        ["/catalogue?page=2&size=2", `[${SUPER}]`],
        ["/catalogue?page=&size=", `[${HOLY},${CROSSED},${SUPER}]`],
        ["/catalogue?page=+1&size=02", "[]"], // "+1" in a query is " 1", no number
        ["/catalogue?page=%2B1&size=02", `[${HOLY},${CROSSED}]`],
        ["/catalogue?page=0", "[]"],
        ["/catalogue?size=0", "[]"],
        ["/catalogue?page=x", "[]"],
        ["/catalogue?size=1e1", "[]"],
        ["/catalogue?page=99", "[]"],
        ["/catalogue?page=4&size=1", "[]"],
        ["/catalogue?tags=magic", `[${HOLY.replace('"action",', "")}]`],
        [
            "/catalogue?tags=red,sport",
            `[${CROSSED.replace('"blue",', "")},${SUPER.replace('"blue",', "")}]`,
        ],
        ["/catalogue?tags=", `[${HOLY},${CROSSED},${SUPER}]`],
        ["/catalogue?tags=none", "null"],
        ["/catalogue?tags=none&page=2", "[]"],
        ["/catalogue?tags=none&page=0", "[]"],
        ["/catalogue/size", '{"size":3,"err":null}'],
        ["/catalogue/size?tags=blue", '{"size":2,"err":null}'],
        ["/catalogue/size?tags=none", '{"size":0,"err":null}'],
        ["/catalogue/b2", CROSSED],
        ["/tags", '{"tags":["brown","geek"],"err":null}'],
    ];
    for (const [path, body] of listings) {
        it(`answers ${path}`, async () => {
            assert.deepEqual(await get(path), ok(body));
        });
    }

    it("refuses a negative page or size, which would end upstream's connection", async () => {
        const refused = [
            400,
            TEXT_TYPE,
            '{"error":"page and size must not be negative","status_code":400,"status_text":"Bad Request"}\n',
        ];
        assert.deepEqual(await get("/catalogue?page=-1"), refused);
        assert.deepEqual(await get("/catalogue?size=-1"), refused);
        assert.equal(store.calls, 0);
    });

    it("serves the drawing of a picture to whoever can show it, the picture to all others", async () => {
        for (const [accept, type] of [
            ["image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml"],
            ["*/*", "image/jpeg"],
            ["image/*", "image/jpeg"],
        ] as const) {
            const answer = await app.request("/catalogue/images/a1_1.jpeg", {
                headers: { accept },
            });
            assert.deepEqual(
                [answer.headers.get("content-type"), answer.headers.get("vary")],
                [type, "Accept"],
            );
        }
    });

    it("serves a picture with its type, and 404 for an unknown one", async () => {
        const answer = await app.request("/catalogue/images/a1_1.jpeg");
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get("content-type"), "image/jpeg");
        assert.deepEqual(
            new Uint8Array(await answer.arrayBuffer()),
            new Uint8Array([255, 216, 255]),
        );
        assert.deepEqual(await get("/catalogue/images/none"), [
            404,
            TEXT_TYPE,
            "404 page not found\n",
        ]);
    });

    for (const [path, method] of [
        ["/nope", "GET"],
        ["/catalogue/a/b", "GET"],
        ["/catalogue/", "GET"],
        ["/catalogue", "POST"],
        ["/tags", "DELETE"],
        ["/health", "PUT"],
    ] as const) {
        it(`answers 404 to ${method} ${path}`, async () => {
            assert.deepEqual(await get(path, method), [404, TEXT_TYPE, "404 page not found\n"]);
        });
    }

    it("has no HEAD, although the HTTP library would answer it as a GET", async () => {
        assert.equal((await app.request("/catalogue", { method: "HEAD" })).status, 404);
        assert.equal(store.calls, 0);
    });

    it("answers 500 for an unknown id, and counts it against the breaker", async () => {
        for (let call = 1; call <= 6; call += 1) {
            assert.deepEqual(await get("/catalogue/unknown"), failed("Do: not found"));
        }
        assert.deepEqual(await get("/catalogue/b2"), failed("Do: circuit breaker 'Get' is open"));
        // Each endpoint has a breaker of its own.
        assert.deepEqual(await get("/catalogue?size=1"), ok(`[${HOLY}]`));
    });

    const failures: [path: string, error: string, open: string][] = [
        ["/catalogue", "Do: database connection error", "Do: circuit breaker 'List' is open"],
        ["/catalogue/size", "Do: database connection error", "Do: circuit breaker 'Count' is open"],
        ["/catalogue/b2", "Do: not found", "Do: circuit breaker 'Get' is open"],
        ["/tags", "Do: database connection error", "Do: circuit breaker 'Tags' is open"],
    ];
    for (const [path, error, open] of failures) {
        it(`opens the breaker of ${path} at the sixth failure of the database, not before`, async () => {
            store.broken = new Error("connect ECONNREFUSED");
            for (let call = 1; call <= 6; call += 1) {
                assert.deepEqual(await get(path), failed(error));
            }
            assert.equal(store.calls, 6);
            assert.deepEqual(await get(path), failed(open));
            assert.equal(store.calls, 6);
        });
    }

    it("keeps /health at 200 and says err when the database is down", async () => {
        const statuses = async (path: string): Promise<unknown> => {
            const [status, type, body] = await get(path);
            assert.deepEqual([status, type], [200, JSON_TYPE]);
            return JSON.parse(
                body.replace(/"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC"/g, '"T"'),
            );
        };
        const entries = (store: string): unknown => ({
            health: [
                { service: "catalogue", status: "OK", time: "T" },
                { service: "catalogue-db", status: store, time: "T" },
            ],
        });
        assert.deepEqual(await statuses("/health"), entries("OK"));
        assert.deepEqual(await statuses("/health/x"), entries("OK"));
        store.broken = new Error("gone");
        for (let call = 1; call <= 8; call += 1) {
            assert.deepEqual(await statuses("/health"), entries("err"));
        }
    });

    it("writes one logfmt line a call, and the client's error text beside a failure", async () => {
        await get("/catalogue?tags=blue,red&page=1&size=5");
        await get("/catalogue/size");
        await get("/catalogue/b2");
        await get("/tags");
        await get("/health");
        store.broken = new Error("gone");
        await get("/catalogue");
        const head = "ts=1970-01-01T00:00:00.000Z caller=";
        const call = `${head}endpoints.ts:1`;
        assert.deepEqual(lines, [
            `${call} method=List tags="blue, red" order=id pageNum=1 pageSize=5 result=2 err=null took=T`,
            `${call} method=Count tags= result=3 err=null took=T`,
            `${call} method=Get id=b2 sock=b2 err=null took=T`,
            `${call} method=Tags result=2 err=null took=T`,
            `${call} method=Health result=2 took=T`,
            `${call} method=List tags= order=id pageNum=1 pageSize=10 result=0 err="database connection error" took=T`,
            `${head}app.ts:1 err="Do: database connection error"`,
        ]);
    });

    it("counts requests under the released images' names and route labels", async () => {
        await get("/catalogue");
        await get("/catalogue/size");
        await get("/catalogue/unknown");
        await get("/catalogue/images/none");
        await get("/tags");
        await get("/health");
        await get("/what/ever");
        await get("/metrics");
        const [status, type, text] = await get("/metrics");
        assert.equal(status, 200);
        assert.equal(type, "text/plain; version=0.0.4; charset=utf-8");
        const counts = text
            .split("\n")
            .filter((line) => line.startsWith("request_duration_seconds_count"));
        const series = (route: string, status: number): string =>
            `request_duration_seconds_count{method="GET",route="${route}",status_code="${status}",isWS="false"} 1`;
        assert.deepEqual(counts, [
            series("catalogue", 200),
            series("catalogue_size", 200),
            series("catalogue_id", 500),
            series("catalogue_images", 404),
            series("tags", 200),
            series("health", 200),
            series("other", 404),
            series("metrics", 200),
        ]);
        const bounds = [...text.matchAll(/_bucket\{le="([^"]+)",method="GET",route="tags"/g)];
        assert.deepEqual(
            bounds.map(([, bound]) => bound),
            ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"],
        );
        assert.match(text, /^process_cpu_seconds_total \d/m);
    });

    it("is ready only when the database has answered", async () => {
        const ready = async (): Promise<number> => (await app.request("/ready")).status;
        assert.equal(await ready(), 200);
        store.broken = new Error("gone");
        assert.equal(await ready(), 503);
    });
});
