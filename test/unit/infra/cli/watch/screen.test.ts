import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { WriteStream } from "node:tty";
import { stripVTControlCharacters } from "node:util";
import {
    JsonScreen,
    LineScreen,
    type Output,
    TerminalScreen,
} from "../../../../../infra/cli/watch/screen.ts";
import { IN_INCIDENT, stateOf } from "./states.ts";

/** Keeps what is written to it. */
class Sink extends Writable {
    text = "";
    override _write(chunk: Buffer, _encoding: string, done: () => void): void {
        this.text += chunk.toString("utf8");
        done();
    }
}

/** A terminal of that width. */
function terminal(columns: number): Sink & Output {
    const getColorDepth = (): number => WriteStream.prototype.getColorDepth();
    return Object.assign(new Sink(), { isTTY: true, columns, rows: 40, getColorDepth });
}

const RED = "\u001b[31m";
const CONTROL = /\p{Cc}/gu;

describe("watch in a pipe", () => {
    it("writes each fact once, then a line a change, with its time", () => {
        const sink = new Sink();
        const screen = new LineScreen(sink);
        screen.show(stateOf());
        assert.deepEqual(sink.text.split("\n"), [
            "2025-11-21T12:03:03Z incident: none",
            "2025-11-21T12:03:03Z front door: 95th percentile 182 ms, 0 of 60 pages failed in 60 s",
            "2025-11-21T12:03:03Z alerts firing: none",
            "2025-11-21T12:03:03Z alerts pending: none",
            "2025-11-21T12:03:03Z queue: 0 messages, 1 consumer",
            "2025-11-21T12:03:03Z load: none",
            "2025-11-21T12:03:03Z workloads: 3 of them",
            "2025-11-21T12:03:03Z workload carts: 1 of 1 available, 0 restarts",
            "2025-11-21T12:03:03Z workload front-end: 1 of 1 available, 2 restarts",
            "2025-11-21T12:03:03Z workload payment: 1 of 1 available, 0 restarts",
            "",
        ]);
        sink.text = "";
        screen.show(stateOf({ at: "2025-11-21T12:03:05.000Z" }));
        assert.equal(sink.text, "", "nothing changed");
        screen.show({ ...IN_INCIDENT, at: "2025-11-21T12:03:07.999Z" });
        assert.deepEqual(sink.text.split("\n"), [
            "2025-11-21T12:03:07Z incident: incident-8 applied, since 12:00:01, expires 12:30:01",
            "2025-11-21T12:03:07Z front door: 95th percentile 15000 ms, 4 of 60 pages failed in 60 s (circuit breaker: List is open)",
            "2025-11-21T12:03:07Z alerts firing: SockShopCatalogueDatabaseStarved",
            "2025-11-21T12:03:07Z alerts pending: SockShopFrontEndSlow",
            "2025-11-21T12:03:07Z queue: 7 messages, 0 consumers",
            "2025-11-21T12:03:07Z load: 750 users, 210 requests/s, 0.3 failures/s, 95th percentile 300 ms",
            "2025-11-21T12:03:07Z workload front-end: 1 of 1 available, 3 restarts",
            "2025-11-21T12:03:07Z workload payment: 0 of 0 available, 0 restarts",
            "",
        ]);
    });

    it("writes no control character but the line's end, whatever an error says", () => {
        const sink = new Sink();
        new LineScreen(sink).show(
            stateOf({ queue: { problem: "\u001b[31mno\r\u0007pe\u001b[2J" } }),
        );
        const left = sink.text.replaceAll("\n", "").match(CONTROL);
        assert.equal(left, null);
        assert.match(sink.text, /queue: not seen: {1,2}\[31mno pe \[2J\n/);
    });

    it("writes a state as one line of JSON", () => {
        const sink = new Sink();
        const screen = new JsonScreen(sink);
        screen.show(IN_INCIDENT);
        screen.show(stateOf());
        const lines = sink.text.trimEnd().split("\n");
        assert.deepEqual(
            lines.map((line) => JSON.parse(line) as unknown),
            [IN_INCIDENT, stateOf()],
        );
    });
});

describe("watch on a terminal", () => {
    const { NO_COLOR, FORCE_COLOR } = process.env;
    afterEach(() => {
        for (const [name, value] of Object.entries({ NO_COLOR, FORCE_COLOR })) {
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
        }
    });

    it("cuts lines to its width and draws over the last picture", () => {
        process.env["NO_COLOR"] = "1";
        const sink = terminal(40);
        const screen = new TerminalScreen("http://127.0.0.1:2025", sink);
        screen.show(IN_INCIDENT);
        const lines = stripVTControlCharacters(sink.text).split("\n");
        assert.deepEqual(
            lines.filter((line) => line.length > 40),
            [],
        );
        assert.equal(lines[1], "incident   incident-8 applied, since 12…");
        sink.text = "";
        screen.show(stateOf());
        assert.ok(sink.text.includes("\u001b["), "moves the cursor to draw over");
        assert.ok(stripVTControlCharacters(sink.text).includes("incident   none"));
        screen.close();
    });

    it("has colours, but none where NO_COLOR is set", () => {
        const drawn = (): string => {
            const sink = terminal(80);
            const screen = new TerminalScreen("http://127.0.0.1:2025", sink);
            screen.show(IN_INCIDENT);
            screen.close();
            return sink.text;
        };
        delete process.env["NO_COLOR"];
        process.env["FORCE_COLOR"] = "1";
        assert.ok(drawn().includes(RED));
        delete process.env["FORCE_COLOR"];
        process.env["NO_COLOR"] = "1";
        assert.ok(!drawn().includes(RED));
    });
});
