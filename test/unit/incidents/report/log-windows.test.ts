import assert from "node:assert/strict";
import type { LogRecord } from "../../../../incidents/evidence/schema/observation.ts";
import { logWindows } from "../../../../incidents/report/model/log-windows.ts";
import type { Moment } from "../../../../incidents/report/model/run-model.ts";
import { at } from "../../../support/report/written-run.ts";

function line(second: number, message: string, service = "orders"): LogRecord {
    return { at: at(second), service, pod: "p", message, fields: {} };
}

function turn(second: number, text: string): Moment {
    return { atMs: Date.parse(at(second)), source: "lab", text, isTurningPoint: true };
}

describe("logs around the turning points", () => {
    it("are those of ten seconds before and after", () => {
        const logs = [9.9, 10, 20, 30, 30.1].map((second) =>
            line(second, `at ${second} letters a`),
        );
        const [window] = logWindows(logs, [turn(20, "applied")]);
        assert.equal(window?.title, "12:00:20: applied");
        assert.equal(window?.lines.length, 1);
        assert.equal(window?.lines[0]?.text, "at 10 letters a  [3 times]");
        assert.equal(window?.leftOut, 0);
    });

    it("are one window where turning points are seconds apart", () => {
        const windows = logWindows([], [turn(20, "a"), turn(24, "b"), turn(40, "c")]);
        assert.deepEqual(
            windows.map(({ title }) => title),
            ["12:00:20: a; b", "12:00:40: c"],
        );
    });

    it("put lines of trouble before others where there are too many, in the order of time", () => {
        const words = Array.from({ length: 60 }, (_, index) => "x".repeat(index + 1));
        const logs = [
            ...words.map((word, index) => line(index / 10, `fine ${word}`)),
            line(9, "connect: connection refused", "payment"),
        ];
        const [window] = logWindows(logs, [turn(5, "applied")]);
        assert.equal(window?.lines.length, 40);
        assert.deepEqual(window?.lines.at(-1), {
            atMs: Date.parse(at(9)),
            source: "payment",
            text: "connect: connection refused",
        });
        assert.equal(window?.leftOut, 21);
    });

    it("keep lines of two services apart, and cut what is longer than a page", () => {
        const logs = [line(1, "same"), line(2, "same", "carts"), line(3, "y".repeat(5000))];
        const [window] = logWindows(logs, [turn(0, "applied")]);
        assert.deepEqual(
            window?.lines.map(({ source, text }) => [source, text.length]),
            [
                ["orders", 4],
                ["carts", 4],
                ["orders", 602],
            ],
        );
    });
});
