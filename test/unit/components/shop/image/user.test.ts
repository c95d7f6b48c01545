import assert from "node:assert/strict";
import type { Hono } from "hono";
import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import { createUserApp } from "../../../../../components/shop/image/src/services/user/app.ts";
import { fakeUsers } from "./fake-users.ts";
import type { FakeUsers } from "./fake-users.ts";

const PREFIX = "57a98d98e4b00679b4a830";
const USER = `${PREFIX}b2`;
const HAL = "application/hal+json";
const TEXT = "text/plain; charset=utf-8";
/** The id that the fake gives out first. */
const FIRST = "000000000000000000000001";

const customer = (id: string, firstName: string, lastName: string, username: string): string => {
    const at = `http://user.test:81/customers/${id}`;
    return (
        `{"firstName":"${firstName}","lastName":"${lastName}","username":"${username}","id":"${id}",` +
        `"_links":{"addresses":{"href":"${at}/addresses"},"cards":{"href":"${at}/cards"},` +
        `"customer":{"href":"${at}"},"self":{"href":"${at}"}}}`
    );
};
const EVE = customer(`${PREFIX}af`, "Eve", "Berger", "Eve_Berger");
const SEED_USER = customer(USER, "User", "Name", "user");
const USER1 = customer(`${PREFIX}b5`, "User1", "Name1", "user1");

const links = (kind: string, path: string): string =>
    `"_links":{"${kind}":{"href":"http://user.test:81/${path}"},"self":{"href":"http://user.test:81/${path}"}}`;
const address = (
    id: string,
    [street, number, country, city, postcode]: readonly string[],
): string =>
    `{"street":"${street}","number":"${number}","country":"${country}","city":"${city}",` +
    `"postcode":"${postcode}","id":"${id}",${links("address", `addresses/${id}`)}}`;
const GLASGOW = ["Whitelees Road", "246", "United Kingdom", "Glasgow", "G67 3DL"];
const ADDRESSES = [
    address(`${PREFIX}ad`, GLASGOW),
    address(`${PREFIX}b0`, GLASGOW),
    address(`${PREFIX}b3`, ["Maes-Y-Deri", "4", "United Kingdom", "Aberdare", "CF44 6TF"]),
    address("57a98ddce4b00679b4a830d1", ["my road", "3", "UK", "London", ""]),
];
const card = (id: string, longNum: string, expires: string, ccv: string): string =>
    `{"longNum":"${longNum}","expires":"${expires}","ccv":"${ccv}","id":"${id}",${links("card", `cards/${id}`)}}`;
const CARDS = [
    card(`${PREFIX}ae`, "5953580604169678", "08/19", "678"),
    card(`${PREFIX}b1`, "5544154011345918", "08/19", "958"),
    card(`${PREFIX}b4`, "0908415193175205", "08/19", "280"),
    card("57a98ddce4b00679b4a830d2", "5429804235432", "04/16", "432"),
];
const list = (key: string, entries: readonly string[]): string =>
    `{"_embedded":{"${key}":[${entries.join(",")}]}}`;

const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

describe("user", () => {
    let store: FakeUsers;
    let app: Hono;
    let lines: string[];

    beforeEach(() => {
        store = fakeUsers();
        lines = [];
        const log = logfmt(
            (line) => lines.push(line.replace(/took=\S+/, "took=T")),
            () => new Date(0),
        );
        app = createUserApp({ store, linkDomain: "user.test:81", log, ready: () => true });
    });

    type Seen = [status: number, type: string | null, body: string];
    const ask = async (method: string, path: string, body?: string): Promise<Seen> => {
        const answer = await app.request(path, {
            method,
            ...(body === undefined ? {} : { body }),
        });
        return [answer.status, answer.headers.get("content-type"), await answer.text()];
    };
    const login = async (authorization?: string): Promise<Seen> => {
        const headers = authorization === undefined ? undefined : { authorization };
        const answer = await app.request("/login", headers === undefined ? {} : { headers });
        return [answer.status, answer.headers.get("content-type"), await answer.text()];
    };
    const ok = (body: string): Seen => [200, HAL, `${body}\n`];
    const failed = (error: string, status = 500, text = "Internal Server Error"): Seen => [
        status,
        TEXT,
        `{"error":${JSON.stringify(error)},"status_code":${status},"status_text":"${text}"}\n`,
    ];
    const unauthorized = failed("Unauthorized", 401, "Unauthorized");

    const reads: [path: string, body: string][] = [
        ["/customers", list("customer", [EVE, SEED_USER, USER1])],
        ["/customers/", list("customer", [EVE, SEED_USER, USER1])],
        ["/customersandmore", list("customer", [EVE, SEED_USER, USER1])],
        [`/customers/${USER}`, SEED_USER],
        [`/customers/${USER.toUpperCase()}`, SEED_USER],
        [`/customers/${USER}/`, SEED_USER],
        [`/customers/${USER}/orders`, SEED_USER],
        [`/customers/${USER}/addresses`, list("address", ADDRESSES.slice(1, 2))],
        [`/customers/${USER}/addresses/more`, list("address", ADDRESSES.slice(1, 2))],
        [`/customers/${USER}/cards`, list("card", CARDS.slice(1, 2))],
        ["/addresses", list("address", ADDRESSES)],
        [`/addresses/${PREFIX}b3`, ADDRESSES[2] ?? ""],
        [`/addresses/${PREFIX}b3/more`, ADDRESSES[2] ?? ""],
        ["/cards", list("card", CARDS)],
        [`/cards/${PREFIX}b1`, CARDS[1] ?? ""],
    ];
    for (const [path, body] of reads) {
        it(`answers ${path}`, async () => {
            assert.deepEqual(await ask("GET", path), ok(body));
        });
    }

    for (const path of ["customers", "addresses", "cards"]) {
        it(`answers 500 to a bad and to an unknown id of ${path}`, async () => {
            for (const method of ["GET", "DELETE"]) {
                assert.deepEqual(await ask(method, `/${path}/x`), failed("Invalid Id Hex"));
                const unknown = `/${path}/${"f".repeat(24)}`;
                assert.deepEqual(await ask(method, unknown), failed("not found"));
            }
        });
    }

    it("logs in the seed's users with their passwords", async () => {
        assert.deepEqual(await login(basic("Eve_Berger:eve")), ok(`{"user":${EVE}}`));
        assert.deepEqual(await login(basic("user:password")), ok(`{"user":${SEED_USER}}`));
        assert.deepEqual(await login(basic("user1:password")), ok(`{"user":${USER1}}`));
        assert.deepEqual(
            await login(basic("user:password").replace("Basic", "basic")),
            ok(`{"user":${SEED_USER}}`),
        );
    });

    it("turns a wrong password away with 401, and an unknown name with 500", async () => {
        for (const wrong of ["user:Password", "user:", "user:password ", "Eve_Berger:password"]) {
            assert.deepEqual(await login(basic(wrong)), unauthorized);
        }
        for (const unknown of ["nobody:password", ":", "USER:password", '{"$gt":""}:x']) {
            assert.deepEqual(await login(basic(unknown)), failed("not found"));
        }
    });

    it("turns what is no Basic login away without asking the store", async () => {
        for (const header of [
            undefined,
            "",
            "Basic",
            "Basic ",
            `Bearer ${basic("user:password").slice(6)}`,
            basic("user"),
            "Basic dXNlcjpwYXNzd29yZA",
            "Basic dXNlcjpw!!!YXNzd29yZA==",
            "Basic dXNlcjpwYXNzd29yZA==x",
        ]) {
            assert.deepEqual(await login(header), unauthorized);
        }
        assert.equal(store.calls, 0);
    });

    it("registers a customer, who can then log in", async () => {
        const sent =
            '{"username":"jo","password":"a:b","email":"j@x","firstName":"Jo","lastName":"<b>","role":1}';
        assert.deepEqual(await ask("POST", "/register", sent), ok(`{"id":"${FIRST}"}`));
        const jo = customer(FIRST, "Jo", "\\u003cb\\u003e", "jo");
        assert.deepEqual(await login(basic("jo:a:b")), ok(`{"user":${jo}}`));
        assert.deepEqual(await login(basic("jo:")), unauthorized);
        const stored = store.customerMap.get(FIRST);
        assert.equal(stored?.email, "j@x");
        assert.match(stored.salt, /^[0-9a-f]{40}$/);
        assert.match(stored.password, /^[0-9a-f]{40}$/);
    });

    it("refuses a name that is taken, with the database's text", async () => {
        const error =
            "E11000 duplicate key error collection: users.customers index: username_1 " +
            'dup key: { username: "user" }';
        for (const path of ["/register", "/customers"]) {
            assert.deepEqual(await ask("POST", path, '{"username":"user"}'), failed(error));
        }
        assert.equal(store.customerMap.size, 3);
    });

    it("salts equal passwords differently", async () => {
        await ask("POST", "/register", '{"username":"a","password":"p"}');
        await ask("POST", "/register", '{"username":"b","password":"p"}');
        const [, , , a, b] = [...store.customerMap.values()];
        assert.notEqual(a?.salt, b?.salt);
        assert.notEqual(a?.password, b?.password);
    });

    it("stores a customer without password and email, who logs in with an empty password", async () => {
        const sent = '{"firstName":"A","lastName":"B","username":"ab","password":"p","email":"e"}';
        assert.deepEqual(await ask("POST", "/customers", sent), ok(`{"id":"${FIRST}"}`));
        const ab = customer(FIRST, "A", "B", "ab");
        assert.deepEqual(await login(basic("ab:")), ok(`{"user":${ab}}`));
        assert.deepEqual(await login(basic("ab:p")), unauthorized);
        assert.equal(store.customerMap.get(FIRST)?.email, "");
    });

    it("adds an address to a customer, and one to nobody", async () => {
        const fields = { street: "s", number: "1", country: "c", city: "t", postcode: "p" };
        const attached = JSON.stringify({ ...fields, userID: USER });
        assert.deepEqual(await ask("POST", "/addresses", attached), ok(`{"id":"${FIRST}"}`));
        const own = address(FIRST, ["s", "1", "c", "t", "p"]);
        assert.deepEqual(
            await ask("GET", `/customers/${USER}/addresses`),
            ok(list("address", [...ADDRESSES.slice(1, 2), own])),
        );
        const second = "000000000000000000000002";
        const [, , body] = await ask("POST", "/addresses", '{"street":"s","userID":null}');
        assert.equal(body, `{"id":"${second}"}\n`);
        const bare = address(second, ["s", "", "", "", ""]);
        assert.deepEqual(
            await ask("GET", "/addresses"),
            ok(list("address", [...ADDRESSES, own, bare])),
        );
    });

    it("adds a card to a customer", async () => {
        const sent = `{"longNum":"1234567890123456","expires":"01/30","ccv":"123","userID":"${USER}"}`;
        assert.deepEqual(await ask("POST", "/cards", sent), ok(`{"id":"${FIRST}"}`));
        const own = card(FIRST, "1234567890123456", "01/30", "123");
        assert.deepEqual(
            await ask("GET", `/customers/${USER}/cards`),
            ok(list("card", [...CARDS.slice(1, 2), own])),
        );
    });

    it("stores nothing for a customer who does not exist", async () => {
        const unknown = `{"userID":"${"f".repeat(24)}"}`;
        for (const path of ["/addresses", "/cards"]) {
            const before = await ask("GET", path);
            assert.deepEqual(await ask("POST", path, '{"userID":"7"}'), failed("Invalid Id Hex"));
            assert.deepEqual(await ask("POST", path, unknown), failed("not found"));
            assert.deepEqual(await ask("GET", path), before);
        }
    });

    it("deletes a customer with the entries", async () => {
        assert.deepEqual(await ask("DELETE", `/customers/${USER}`), ok('{"status":true}'));
        assert.deepEqual(await ask("DELETE", `/customers/${USER}`), failed("not found"));
        assert.deepEqual(await ask("GET", `/addresses/${PREFIX}b0`), failed("not found"));
        assert.deepEqual(await ask("GET", `/cards/${PREFIX}b1`), failed("not found"));
        assert.deepEqual(await ask("GET", "/customers"), ok(list("customer", [EVE, USER1])));
        assert.deepEqual(await login(basic("user:password")), failed("not found"));
    });

    it("deletes an address and a card, and takes them from their customer", async () => {
        assert.deepEqual(await ask("DELETE", `/addresses/${PREFIX}b0`), ok('{"status":true}'));
        assert.deepEqual(await ask("DELETE", `/cards/${PREFIX}b1`), ok('{"status":true}'));
        const empty = (key: string): Seen => ok(list(key, []));
        assert.deepEqual(await ask("GET", `/customers/${USER}/addresses`), empty("address"));
        assert.deepEqual(await ask("GET", `/customers/${USER}/cards`), empty("card"));
        assert.deepEqual(store.customerMap.get(USER)?.cards, []);
    });

    it("answers 500 to a deletion that is not of two segments, or of another collection", async () => {
        for (const path of ["/", "/customers", `/customers/${USER}/cards`, "/metrics"]) {
            assert.deepEqual(await ask("DELETE", path), failed("Invalid request"));
        }
        assert.deepEqual(await ask("DELETE", `/seeded/${USER}`), failed("not found"));
        assert.deepEqual(await ask("DELETE", "/seeded/users"), failed("Invalid Id Hex"));
        assert.equal(store.calls, 0);
    });

    const bodies: [body: string, error: string][] = [
        ["{", "the request body must be a JSON object"],
        ["", "the request body must be a JSON object"],
        ["[]", "the request body must be a JSON object"],
        ["null", "the request body must be a JSON object"],
        ['{"FIELD":{"$gt":""}}', "FIELD must be a text"],
        ['{"FIELD":["x"]}', "FIELD must be a text"],
        ['{"FIELD":7}', "FIELD must be a text"],
        ['{"FIELD":false}', "FIELD must be a text"],
    ];
    for (const [path, fields] of [
        ["/register", ["username", "password", "email", "firstName", "lastName"]],
        ["/customers", ["username", "firstName", "lastName"]],
        ["/addresses", ["street", "number", "country", "city", "postcode", "userID"]],
        ["/cards", ["longNum", "expires", "ccv", "userID"]],
    ] as const) {
        it(`refuses to ${path} what is no object of texts`, async () => {
            for (const [body, error] of bodies) {
                for (const field of fields) {
                    assert.deepEqual(
                        await ask("POST", path, body.replace("FIELD", field)),
                        failed(error.replace("FIELD", field), 400, "Bad Request"),
                    );
                }
            }
            const large = JSON.stringify({ username: "x".repeat(100 * 1024) });
            assert.deepEqual(
                await ask("POST", path, large),
                failed("the request body is too large", 413, "Request Entity Too Large"),
            );
            assert.equal(store.calls, 0);
        });
    }

    for (const [method, path] of [
        ["GET", "/nope"],
        ["GET", "/login/"],
        ["GET", "/register"],
        ["POST", "/login"],
        ["PUT", "/customers"],
        ["POST", `/customers/${USER}`],
    ] as const) {
        it(`answers 404 to ${method} ${path}`, async () => {
            assert.deepEqual(await ask(method, path), [404, TEXT, "404 page not found\n"]);
        });
    }

    it("has no HEAD, although the HTTP library would answer it as a GET", async () => {
        assert.deepEqual(await ask("HEAD", "/customers"), [404, TEXT, ""]);
        assert.equal(store.calls, 0);
    });

    it("answers 500 without a detail while the store is gone, and serves when it is back", async () => {
        store.broken = new StoreLost("connect ECONNREFUSED 10.0.0.7:27017");
        for (const [method, path, body] of [
            ["GET", "/customers"],
            ["GET", `/customers/${USER}/cards`],
            ["GET", "/addresses"],
            ["POST", "/register", '{"username":"x"}'],
            ["POST", "/cards", "{}"],
            ["DELETE", `/customers/${USER}`],
        ] as const) {
            assert.deepEqual(await ask(method, path, body), failed("no reachable servers"));
        }
        assert.deepEqual(await login(basic("user:password")), failed("no reachable servers"));
        store.broken = undefined;
        assert.deepEqual(await login(basic("user:password")), ok(`{"user":${SEED_USER}}`));
    });

    it("hides what an unexpected error says", async () => {
        store.broken = new Error("secret");
        assert.deepEqual(await ask("GET", "/cards"), failed("internal error"));
    });

    it("keeps /health at 200 and says err when the store is gone", async () => {
        const health = async (path: string): Promise<unknown> => {
            const [status, type, body] = await ask("GET", path);
            return [status, type, body.replace(/"\d{4}-\d\d-\d\d [\d:.]+ \+0000 UTC"/g, '"T"')];
        };
        const entries = (status: string): Seen =>
            ok(
                '{"health":[{"service":"user","status":"OK","time":"T"},' +
                    `{"service":"user-db","status":"${status}","time":"T"}]}`,
            );
        assert.deepEqual(await health("/health"), entries("OK"));
        assert.deepEqual(await health("/health/x"), entries("OK"));
        store.broken = new StoreLost("gone");
        assert.deepEqual(await health("/health"), entries("err"));
    });

    it("writes one logfmt line a call, without a password and with four digits of a card", async () => {
        await login(basic("user:password"));
        await login(basic("user:hunter2"));
        await ask("POST", "/register", '{"username":"jo","password":"hunter2","email":"j@x"}');
        await ask("POST", "/customers", '{"username":"ab"}');
        await ask("GET", "/customers");
        await ask("GET", `/customers/${USER}/addresses`);
        await ask("GET", "/addresses/x\n");
        await ask("POST", "/addresses", '{"street":"a b","number":"1"}');
        await ask("GET", "/cards");
        await ask("POST", "/cards", `{"longNum":"1234567890123456","userID":"${USER}"}`);
        await ask("POST", "/cards", '{"longNum":"1234"}');
        await ask("DELETE", `/cards/${PREFIX}b1`);
        await ask("GET", "/health");
        assert.deepEqual(
            lines,
            [
                "method=Login took=T",
                "method=Login err=Unauthorized took=T",
                "method=Register username=jo email=j@x took=T",
                "method=PostUser username=ab email= result=000000000000000000000002 took=T",
                "method=GetUsers id=all result=5 took=T",
                `method=GetUsers id=${USER} result=1 took=T`,
                'method=GetAddresses id=x result=0 err="Invalid Id Hex" took=T',
                'method=PostAddress street="a b" number=1 user= took=T',
                "method=GetCards id=all result=4 took=T",
                `method=PostCard card=************3456 user=${USER} took=T`,
                "method=PostCard card=**** user= took=T",
                `method=Delete entity=cards id=${PREFIX}b1 took=T`,
                "method=Health result=2 took=T",
            ].map((text) => `ts=1970-01-01T00:00:00.000Z caller=endpoints.ts:1 ${text}`),
        );
    });

    it("counts requests by route and by endpoint", async () => {
        await login(basic("user:password"));
        await login(basic("user:wrong"));
        await ask("POST", "/register", "{}");
        await ask("GET", "/customers");
        await ask("GET", `/customers/${USER}`);
        await ask("POST", "/customers", '{"username":"x"}');
        await ask("GET", "/addresses");
        await ask("POST", "/addresses", "{}");
        await ask("GET", "/cards");
        await ask("POST", "/cards", "{}");
        await ask("DELETE", `/cards/${PREFIX}b1`);
        await ask("DELETE", "/x/y");
        await ask("GET", "/health");
        await ask("GET", "/what/ever");
        await ask("GET", "/metrics");
        const [, , text] = await ask("GET", "/metrics");
        const rows = (start: string): string[] =>
            text.split("\n").filter((row) => row.startsWith(start));
        const series = (method: string, route: string, status: number, count = 1): string =>
            `request_duration_seconds_count{method="${method}",route="${route}",status_code="${status}",isWS="false"} ${count}`;
        assert.deepEqual(rows("request_duration_seconds_count"), [
            series("GET", "login", 200),
            series("GET", "login", 401),
            series("POST", "register", 200),
            series("GET", "customers", 200, 2),
            series("POST", "customers", 200),
            series("GET", "addresses", 200),
            series("POST", "addresses", 200),
            series("GET", "cards", 200),
            series("POST", "cards", 200),
            series("DELETE", "root", 200),
            series("DELETE", "root", 500),
            series("GET", "health", 200),
            series("GET", "other", 404),
            series("GET", "metrics", 200),
        ]);
        const counts: [endpoint: string, count: number][] = [
            ["login", 2],
            ["register", 1],
            ["getUsers", 2],
            ["postUser", 1],
            ["getAddresses", 1],
            ["postAddress", 1],
            ["getCards", 1],
            ["postCard", 1],
            ["delete", 2],
            ["health", 1],
        ];
        const latency = "microservices_demo_user_request_latency_microseconds";
        assert.deepEqual(
            rows("microservices_demo_user_request_count"),
            counts.map(
                ([name, n]) => `microservices_demo_user_request_count{method="${name}"} ${n}`,
            ),
        );
        assert.deepEqual(
            rows(`${latency}_count`),
            counts.map(([name, n]) => `${latency}_count{method="${name}"} ${n}`),
        );
        assert.deepEqual(
            rows(`${latency}{`)
                .filter((row) => row.includes('"login"'))
                .map((row) => /quantile="([^"]+)"/.exec(row)?.[1]),
            ["0.5", "0.9", "0.99"],
        );
    });
});
