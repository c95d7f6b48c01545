import assert from "node:assert/strict";
import { FakeShop, REFUSED_BODY, answer, bytes, refused } from "./fake-front-end.ts";

const UNKNOWN =
    '{"error":"Do: not found","status_code":500,"status_text":"Internal Server Error"}\n';

describe("front-end", () => {
    let shop: FakeShop;
    let app: FakeShop["app"];
    let asked: string[];
    let lines: string[];

    beforeEach(() => {
        shop = new FakeShop();
        ({ app, asked, lines } = shop);
    });

    it("answers / and pages without asking the catalogue or writing a line", async () => {
        for (const path of ["/", "/category.html"]) {
            const page = await app.request(path);
            assert.equal(page.status, 200);
            assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
            assert.equal(await page.text(), "<title>WeaveSocks</title>");
        }
        assert.deepEqual([asked, lines], [[], []]);
    });

    const passed = [
        "/catalogue",
        "/catalogue?size=5&tags=a%20b",
        "/catalogue/size?tags=blue",
        "/catalogue/unknown%2F1",
        "/cataloguefoo",
        "/tags",
    ];
    for (const path of passed) {
        it(`passes ${path} on as it is: 200, the same body, no content type`, async () => {
            shop.answers.catalogue = () => answer(500, UNKNOWN);
            const given = await app.request(path);
            assert.equal(given.status, 200);
            assert.equal(given.headers.get("content-type"), null);
            assert.equal(await given.text(), UNKNOWN);
            assert.deepEqual(asked, [`catalogue GET ${path}`]);
        });
    }

    it("relays status and headers of a picture, but not what belongs to the connection", async () => {
        shop.answers.catalogue = () => ({
            status: 404,
            contentType: "text/plain; charset=utf-8",
            body: bytes("no\n"),
            headers: { etag: '"1"', connection: "close", "set-cookie": ["a=b"] },
        });
        const given = await app.request("/catalogue/images/x.jpeg");
        assert.equal(given.status, 404);
        assert.equal(given.headers.get("content-type"), "text/plain; charset=utf-8");
        assert.equal(given.headers.get("etag"), '"1"');
        assert.equal(given.headers.get("connection"), null);
        assert.equal(given.headers.getSetCookie().filter((cookie) => cookie === "a=b").length, 0);
        assert.equal(await given.text(), "no\n");
        assert.deepEqual(asked, ["catalogue GET /catalogue/images/x.jpeg"]);
        await app.request("/catalogue/images/x.jpeg", { headers: { accept: "image/svg+xml" } });
        assert.deepEqual(shop.headers, [{ Accept: "*/*" }, { Accept: "image/svg+xml" }]);
        shop.answers.catalogue = () => answer(204);
        assert.equal((await app.request("/catalogue/images/x.jpeg")).status, 204);
    });

    it("answers 500 with the network error when the catalogue can't be reached", async () => {
        shop.answers.catalogue = refused;
        for (const path of ["/catalogue", "/tags", "/catalogue/images/x.jpeg"]) {
            const given = await app.request(path);
            assert.equal(given.status, 500);
            assert.equal(given.headers.get("content-type"), "application/json; charset=utf-8");
            assert.equal(await given.text(), REFUSED_BODY);
        }
    });

    it("answers 500 with an empty error object for any other error", async () => {
        shop.answers.catalogue = () => new Error("parse trouble");
        assert.equal(
            await (await app.request("/catalogue")).text(),
            '{"message":"parse trouble","error":{}}',
        );
    });

    const redirects: [path: string, status: number, location: string | null][] = [
        ["/category.html/", 301, "/category.html"],
        ["/catalogue/", 301, "/catalogue"],
        ["/catalogue?tags=/", 301, "/catalogue?tags="],
        ["/a//b/", 400, null],
    ];
    for (const [path, status, location] of redirects) {
        it(`answers ${status} to ${path}`, async () => {
            const given = await app.request(path);
            assert.equal(given.status, status);
            assert.equal(given.headers.get("location"), location);
            if (status === 400) {
                assert.equal(await given.text(), "invalid URL to redirect to");
            }
            assert.deepEqual(asked, []);
        });
    }

    it("refuses //host/, which would send the visitor to another site", async () => {
        const given = await app.request(new Request("http://shop//evil.example/"));
        assert.equal(given.status, 400);
        assert.equal(given.headers.get("location"), null);
    });

    it("answers 404 for the unknown, escaped", async () => {
        const given = await app.request("/nope'<script>");
        assert.equal(given.status, 404);
        const body = await given.text();
        assert.match(body, /<pre>Cannot GET \/nope&#39;(%3C|&#60;)script(%3E|&#62;)<\/pre>/);
        assert.equal((await app.request("/catalogue", { method: "POST" })).status, 404);
        assert.equal((await app.request("/health")).status, 404);
    });

    it("logs requests in morgan's coloured form, without session ids", async () => {
        await app.request("/catalogue?size=1");
        await app.request("/catalogue/images/x.jpeg");
        await app.request(`/customers/${"s".repeat(32)}`);
        await app.request("/nope");
        shop.answers.catalogue = () => new Error("x");
        await app.request("/tags");
        const line = (url: string, colour: number, status: number, length: string): string =>
            `\x1b[0mGET ${url} \x1b[${colour}m${status}\x1b[0m T ms - ${length}\x1b[0m`;
        assert.deepEqual(lines, [
            line("/catalogue?size=1", 32, 200, "-"),
            line("/catalogue/images/x.jpeg", 32, 200, "3"),
            line("/customers/session", 32, 200, "-"),
            line("/nope", 33, 404, "135"),
            line("/tags", 31, 500, "26"),
        ]);
    });

    const counts = async (): Promise<string[]> => {
        const text = await (await app.request("/metrics")).text();
        return text.split("\n").filter((line) => line.startsWith("request_duration_seconds_count"));
    };
    const series = (route: string, status: number, count: number): string =>
        `request_duration_seconds_count{service="front-end",method="get",route="${route}",status_code="${status}"} ${count}`;

    it("counts every path in lower case, but neither /metrics nor a redirect", async () => {
        await app.request("/");
        await app.request("/Catalogue/ABC?x=1");
        await app.request("/catalogue/ABC");
        await app.request(`/customers/${"S".repeat(32)}`);
        await app.request("/category.html/");
        await counts();
        assert.deepEqual(await counts(), [
            series("/", 200, 1),
            series("/catalogue/abc", 404, 1),
            series("/catalogue/abc", 200, 1),
            series("/customers/session", 200, 1),
        ]);
    });

    it("stops making new series at 500 paths, so that a scan can't fill the memory", async () => {
        for (let path = 0; path < 503; path += 1) {
            await app.request(`/scan/${path}`);
        }
        await app.request("/scan/7");
        const seen = await counts();
        assert.equal(seen.length, 501);
        assert.ok(seen.includes(series("/scan/7", 404, 2)));
        assert.ok(seen.includes(series("other", 404, 3)));
    });
});
