import assert from "node:assert/strict";
import type { Answer, ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { GO_BUCKETS, healthy, histogramTests } from "../support/shop-observability.ts";
import { goError, leaksNothing, type Row, rows } from "../support/shop-rows.ts";
import { shown, SOCKS, TAGS } from "../support/shop-socks.ts";
import { until } from "../support/shop-until.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";
const HOLY = "03fef6ac-1896-4ce8-bd69-b798f85c6e0b";

/** The listed socks without their descriptions, which are not part of the contract. */
function listed(answer: Answer): unknown[] {
    const socks = answer.json() as Record<string, unknown>[];
    return socks.map(({ description, ...rest }) => {
        assert.equal(typeof description, "string");
        assert.ok(String(description).length > 0 && String(description).length <= 200);
        return rest;
    });
}

function lists(names: readonly string[]): (answer: Answer) => void {
    return (answer) => {
        const socks = answer.json() as { name: string }[];
        assert.deepEqual(
            socks.map((sock) => sock.name),
            names,
        );
    };
}

const NAMES = SOCKS.map((sock) => sock.name);

// shop-api.md, section 2.
describe("contract: catalogue", function () {
    this.timeout(60_000);
    const shop = useShop();
    const catalogue = (): Promise<ShopClient> => shop.backend("catalogue");
    const listing = (row: Omit<Row, "status" | "type">): Row => ({
        ...row,
        status: 200,
        type: JSON_TYPE,
    });

    describe("socks", () => {
        it("GET /catalogue lists the seed, by id, keys in upstream's order, with Go's newline", async () => {
            const answer = await (await catalogue()).get("/catalogue");
            assert.deepEqual(
                listed(answer),
                SOCKS.map((sock) => shown(sock)),
            );
            assert.match(
                answer.text,
                /^\[\{"id":.+?,"name":.+?,"description":.+?,"imageUrl":\[.+?\],"price":99\.99,"count":1,"tag":\[/,
            );
            assert.ok(answer.text.endsWith("]\n"));
        });
        rows(catalogue, [
            listing({ ask: "GET /catalogue?size=5", check: lists(NAMES.slice(0, 5)) }),
            listing({ ask: "GET /catalogue?page=2&size=5", check: lists(NAMES.slice(5)) }),
            listing({ ask: "GET /catalogue?page=2&size=8", check: lists(NAMES.slice(8)) }),
            listing({ ask: "GET /catalogue?page=99", is: [] }),
            listing({ ask: "GET /catalogue?page=0", is: [] }),
            listing({ ask: "GET /catalogue?size=0", is: [] }),
            listing({ ask: "GET /catalogue?size=ten", is: [] }),
            listing({ ask: "GET /catalogue?sort=price", when: "no effect", check: lists(NAMES) }),
            listing({
                ask: "GET /catalogue?tags=magic",
                when: "only matching tags",
                check: (answer) => {
                    assert.deepEqual(
                        listed(answer),
                        SOCKS.slice(0, 1).map((sock) => shown(sock, ["magic"])),
                    );
                },
            }),
            listing({
                ask: "GET /catalogue?tags=magic,skin",
                when: "either tag",
                check: lists(["Holy", "Nerd leg"]),
            }),
            listing({ ask: "GET /catalogue?tags=none", says: "null\n" }),
            listing({ ask: "GET /catalogue?tags=none&page=2", is: [] }),
            listing({ ask: "GET /catalogue/size", says: '{"size":9,"err":null}\n' }),
            listing({ ask: "GET /catalogue/size?tags=magic", is: { size: 1, err: null } }),
            listing({ ask: "GET /catalogue/size?tags=blue,skin", is: { size: 4, err: null } }),
            listing({ ask: "GET /catalogue/size?tags=none", is: { size: 0, err: null } }),
            listing({ ask: "GET /tags", is: { tags: TAGS, err: null } }),
            ...SOCKS.map((sock) =>
                listing({
                    ask: `GET /catalogue/${sock.id}`,
                    when: sock.name,
                    check: (answer) => {
                        const { description, ...rest } = answer.json() as Record<string, unknown>;
                        assert.equal(typeof description, "string");
                        assert.deepEqual(rest, shown(sock));
                    },
                }),
            ),
        ]);
    });

    describe("pictures", () => {
        rows(
            catalogue,
            [...new Set(SOCKS.flatMap((sock) => sock.images))].map((path) => ({
                ask: `GET ${path}`,
                status: 200,
                type: "image/jpeg",
                check: (answer) => {
                    assert.equal(answer.headers["content-length"], String(answer.body.length));
                    assert.equal(answer.body.subarray(0, 3).toString("hex"), "ffd8ff");
                },
            })),
        );
    });

    describe("errors", () => {
        afterEach(async () => {
            // Unknown ids count for the breaker `Get` until one is found.
            const answer = await (await catalogue()).get(`/catalogue/${HOLY}`);
            assert.equal(answer.status, 200, answer.toString());
        });
        const notFound = { status: 404, type: TEXT_TYPE, says: "404 page not found\n" };
        const unknown = { status: 500, type: TEXT_TYPE, is: goError("Do: not found") };
        const negative = goError("page and size must not be negative", 400);
        rows(catalogue, [
            { ask: "GET /catalogue/unknown", ...unknown },
            { ask: "GET /catalogue/1'%20OR%20'1'='1", when: "SQL in the id", ...unknown },
            { ask: "GET /catalogue/%00", when: "a zero byte", ...unknown },
            { ask: `GET /catalogue/${"x".repeat(5000)}`, when: "a long id", ...unknown },
            // Ours: upstream panics and drops the connection.
            { ask: "GET /catalogue?page=-1", status: 400, type: TEXT_TYPE, is: negative },
            { ask: "GET /catalogue?size=-5", status: 400, type: TEXT_TYPE, is: negative },
            { ask: "GET /nope", ...notFound },
            { ask: "POST /catalogue", when: "wrong method", json: {}, ...notFound },
            { ask: "DELETE /tags", when: "wrong method", ...notFound },
            { ask: "GET /catalogue/images/none.jpg", ...notFound },
            { ask: "GET /catalogue/images/..%2f..%2fmain.cjs", when: "a way out", ...notFound },
            listing({ ask: "GET /catalogue?tags=x'%20OR%201=1%20--%20", says: "null\n" }),
            listing({
                ask: "GET /catalogue/size?tags=x'%20UNION%20SELECT%201--",
                is: { size: 0, err: null },
            }),
            listing({ ask: "GET /catalogue?page=1&page=2&size=5", check: leaksNothing }),
            listing({ ask: "GET /catalogue?size=99999999999999999999", check: lists(NAMES) }),
        ]);
    });

    describe("operation", () => {
        const both = healthy(["catalogue", "catalogue-db"], "time");
        rows(catalogue, [
            listing({ ask: "GET /health", check: both }),
            listing({ ask: "GET /healthz", when: "a prefix", check: both }),
        ]);
        const ok = { status: 200 };
        const labels = (route: string): Record<string, string> => ({
            ...{ method: "GET", route, status_code: "200", isWS: "false" },
        });
        histogramTests(catalogue, GO_BUCKETS, [
            [{ ask: "GET /catalogue", ...ok }, labels("catalogue")],
            [{ ask: "GET /catalogue/size", ...ok }, labels("catalogue_size")],
            [{ ask: `GET /catalogue/${HOLY}`, ...ok }, labels("catalogue_id")],
            [{ ask: "GET /tags", ...ok }, labels("tags")],
            [{ ask: "GET /catalogue/images/WAT.jpg", ...ok }, labels("catalogue_images")],
            [{ ask: "GET /health", ...ok }, labels("health")],
            [{ ask: "GET /metrics", ...ok }, labels("metrics")],
        ]);

        for (const [ask, line] of [
            [
                "/catalogue?size=3&tags=blue",
                /method=List tags=blue order=id pageNum=1 pageSize=3 result=3 err=null took=\S+s$/,
            ],
            ["/catalogue/size", /method=Count tags= result=9 err=null took=\S+s$/],
            [`/catalogue/${HOLY}`, /method=Get id=03fef6ac-\S+ sock=03fef6ac-\S+ err=null took=/],
            ["/tags", /method=Tags result=11 err=null took=/],
            ["/health", /method=Health result=2 took=/],
        ] as const) {
            it(`logs GET ${ask}`, async () => {
                const since = new Date();
                await (await catalogue()).get(ask);
                const [found] = await shop.logged("catalogue", line, since);
                assert.match(found ?? "", /^ts=\d{4}-\d\d-\d\dT\S+Z caller=\S+:\d+ method=/);
            });
        }
    });

    // Last: it keeps `Get` from answering for half a minute.
    it("opens the breaker Get at the sixth unknown id, Get alone, and closes it by itself", async () => {
        const client = await catalogue();
        for (let turn = 1; turn <= 6; turn++) {
            const answer = await client.get("/catalogue/unknown");
            assert.deepEqual(answer.json(), goError("Do: not found"), `turn ${turn}`);
        }
        const open = await client.get(`/catalogue/${HOLY}`);
        assert.equal(open.status, 500);
        assert.deepEqual(open.json(), goError("Do: circuit breaker 'Get' is open"));
        assert.equal((await client.get("/catalogue")).status, 200);
        const openedAt = Date.now();
        await until("the breaker closes", 45_000, async () => {
            const answer = await client.get(`/catalogue/${HOLY}`);
            return answer.status === 200 ? answer : undefined;
        });
        const seconds = (Date.now() - openedAt) / 1000;
        assert.ok(seconds > 28, `closed after ${seconds} s`);
    });
});
