import assert from "node:assert/strict";
import {
    SettingError,
    flag,
    portSetting,
    setting,
} from "../../../../../components/shop/image/src/platform/env.ts";
import {
    goDuration,
    goJson,
    goTime,
    shortestFloat32,
} from "../../../../../components/shop/image/src/platform/go-dialect.ts";
import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { parseDsn } from "../../../../../components/shop/image/src/services/catalogue/dsn.ts";

describe("go dialect", () => {
    it("prints durations as Go does", () => {
        const cases: [milliseconds: number, text: string][] = [
            [0, "0s"],
            [0.000815, "815ns"],
            [0.0125, "12.5µs"],
            [3.25, "3.25ms"],
            [999.999999, "999.999999ms"],
            [1500, "1.5s"],
            [62_500, "1m2.5s"],
        ];
        for (const [milliseconds, text] of cases) {
            assert.equal(goDuration(milliseconds), text);
        }
    });

    it("prints times without trailing zeros", () => {
        assert.equal(
            goTime(new Date("2016-11-14T10:20:30.120Z")),
            "2016-11-14 10:20:30.12 +0000 UTC",
        );
        assert.equal(goTime(new Date("2016-11-14T10:20:30.000Z")), "2016-11-14 10:20:30 +0000 UTC");
    });

    it("prints a 32-bit price in its shortest form", () => {
        for (const price of [99.99, 18, 15, 17.15, 17.32, 14, 7.99, 10.99, 12, 0, 1234567.9]) {
            assert.equal(shortestFloat32(Math.fround(price)), price);
        }
    });

    it("escapes what HTML and scripts would read, and ends with a newline", () => {
        assert.equal(goJson({ a: "<b>&'\u2028" }), '{"a":"\\u003cb\\u003e\\u0026\'\\u2028"}\n');
    });
});

describe("logfmt", () => {
    it("quotes only what needs it", () => {
        const lines: string[] = [];
        const log = logfmt(
            (line) => lines.push(line),
            () => new Date(0),
        );
        log("a.ts:1", {
            plain: "x",
            empty: "",
            none: null,
            n: 1,
            spaced: "a b",
            quote: 'a"b',
            line: "a\nb",
        });
        assert.deepEqual(lines, [
            'ts=1970-01-01T00:00:00.000Z caller=a.ts:1 plain=x empty= none=null n=1 spaced="a b" quote="a\\"b" line="a\\nb"',
        ]);
    });
});

describe("settings", () => {
    it("reads a flag in Go's four spellings, the last one winning", () => {
        for (const args of [
            ["-port=80"],
            ["--port=80"],
            ["-port", "80"],
            ["--port", "80"],
            ["-port=1", "-port=80"],
        ]) {
            assert.equal(flag({ env: {}, args }, "port"), "80");
        }
        assert.equal(flag({ env: {}, args: ["port=80", "-portal=1"] }, "port"), undefined);
    });

    it("prefers the flag to the variable to the default", () => {
        const names = { flag: "x", env: "X" };
        assert.equal(
            setting({ env: { X: "variable" }, args: ["-x=flag"] }, names, "default"),
            "flag",
        );
        assert.equal(setting({ env: { X: "variable" }, args: [] }, names, "default"), "variable");
        assert.equal(setting({ env: { X: "" }, args: [] }, names, "default"), "default");
    });

    it("refuses a port that is none, naming where it came from", () => {
        for (const text of ["0", "65536", "80a", "-1", "8.5"]) {
            assert.throws(
                () =>
                    portSetting(
                        { env: { PORT: text }, args: [] },
                        { flag: "port", env: "PORT" },
                        8081,
                    ),
                new SettingError(
                    "flag -port or variable PORT",
                    `found "${text}"`,
                    "a whole number from 1 to 65535",
                    "leave it out to listen on 8081, or give a port",
                ),
            );
        }
        assert.equal(portSetting({ env: {}, args: ["-port=8080"] }, { flag: "port" }, 1), 8080);
    });
});

describe("parseDsn", () => {
    it("reads Go's form with any password", () => {
        assert.deepEqual(parseDsn("u:p@w:/'(x)@tcp(catalogue-db:3307)/socksdb?parseTime=true"), {
            user: "u",
            password: "p@w:/'(x)",
            host: "catalogue-db",
            port: 3307,
            database: "socksdb",
        });
        assert.equal(parseDsn("u:@tcp(h)/d").port, 3306);
        assert.equal(parseDsn("u:@tcp(h)/d").password, "");
    });

    it("refuses another form without repeating the password", () => {
        for (const text of [
            "",
            "u:hunter2@catalogue-db/socksdb",
            `mysql:${"/".repeat(2)}u:hunter2@h/d`,
        ]) {
            assert.throws(
                () => parseDsn(text),
                (error: unknown) =>
                    error instanceof SettingError &&
                    !error.message.includes("hunter2") &&
                    error.message.includes("user:password@tcp(host:3306)/database"),
            );
        }
    });
});
