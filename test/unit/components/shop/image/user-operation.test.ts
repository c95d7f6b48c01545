import assert from "node:assert/strict";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import { PREFIX, SEED_USER, USER, basic, failed, ok, userBench } from "./user-bench.ts";
import type { Seen, UserBench } from "./user-bench.ts";

describe("user in operation", () => {
    let bench: UserBench;

    beforeEach(() => {
        bench = userBench();
    });

    it("answers 500 without a detail while the store is gone, and serves when it is back", async () => {
        bench.store.broken = new StoreLost("connect ECONNREFUSED 10.0.0.7:27017");
        for (const [method, path, body] of [
            ["GET", "/customers"],
            ["GET", `/customers/${USER}/cards`],
            ["GET", "/addresses"],
            ["POST", "/register", '{"username":"x"}'],
            ["POST", "/cards", "{}"],
            ["DELETE", `/customers/${USER}`],
        ] as const) {
            assert.deepEqual(await bench.ask(method, path, body), failed("no reachable servers"));
        }
        assert.deepEqual(await bench.login(basic("user:password")), failed("no reachable servers"));
        bench.store.broken = undefined;
        assert.deepEqual(await bench.login(basic("user:password")), ok(`{"user":${SEED_USER}}`));
    });

    it("hides what an unexpected error says", async () => {
        bench.store.broken = new Error("secret");
        assert.deepEqual(await bench.ask("GET", "/cards"), failed("internal error"));
    });

    it("keeps /health at 200 and says err when the store is gone", async () => {
        const health = async (path: string): Promise<unknown> => {
            const [status, type, body] = await bench.ask("GET", path);
            return [status, type, body.replace(/"\d{4}-\d\d-\d\d [\d:.]+ \+0000 UTC"/g, '"T"')];
        };
        const entries = (status: string): Seen =>
            ok(
                '{"health":[{"service":"user","status":"OK","time":"T"},' +
                    `{"service":"user-db","status":"${status}","time":"T"}]}`,
            );
        assert.deepEqual(await health("/health"), entries("OK"));
        assert.deepEqual(await health("/health/x"), entries("OK"));
        bench.store.broken = new StoreLost("gone");
        assert.deepEqual(await health("/health"), entries("err"));
    });

    it("writes one logfmt line a call, without a password and with four digits of a card", async () => {
        await bench.login(basic("user:password"));
        await bench.login(basic("user:hunter2"));
        await bench.ask(
            "POST",
            "/register",
            '{"username":"jo","password":"hunter2","email":"j@x"}',
        );
        await bench.ask("POST", "/customers", '{"username":"ab"}');
        await bench.ask("GET", "/customers");
        await bench.ask("GET", `/customers/${USER}/addresses`);
        await bench.ask("GET", "/addresses/x\n");
        await bench.ask("POST", "/addresses", '{"street":"a b","number":"1"}');
        await bench.ask("GET", "/cards");
        await bench.ask("POST", "/cards", `{"longNum":"1234567890123456","userID":"${USER}"}`);
        await bench.ask("POST", "/cards", '{"longNum":"1234"}');
        await bench.ask("DELETE", `/cards/${PREFIX}b1`);
        await bench.ask("GET", "/health");
        assert.deepEqual(
            bench.lines,
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
        await bench.login(basic("user:password"));
        await bench.login(basic("user:wrong"));
        await bench.ask("POST", "/register", "{}");
        await bench.ask("GET", "/customers");
        await bench.ask("GET", `/customers/${USER}`);
        await bench.ask("POST", "/customers", '{"username":"x"}');
        await bench.ask("GET", "/addresses");
        await bench.ask("POST", "/addresses", "{}");
        await bench.ask("GET", "/cards");
        await bench.ask("POST", "/cards", "{}");
        await bench.ask("DELETE", `/cards/${PREFIX}b1`);
        await bench.ask("DELETE", "/x/y");
        await bench.ask("GET", "/health");
        await bench.ask("GET", "/what/ever");
        await bench.ask("GET", "/metrics");
        const [, , text] = await bench.ask("GET", "/metrics");
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
