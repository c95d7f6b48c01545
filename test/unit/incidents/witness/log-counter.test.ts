import assert from "node:assert/strict";
import { countLines } from "../../../../incidents/witness/log-counter.ts";

describe("witness of logs", () => {
    it("counts lines that hold the text, from that time on to the millisecond", () => {
        // The API server takes whole seconds: what was before within that second must not count.
        const log = [
            "2026-01-01T00:00:01.400000000Z Payment gateway error: early",
            "2026-01-01T00:00:01.600000000Z Payment gateway error: connection refused",
            "2026-01-01T00:00:02.000000000Z Payment authorized: ch_1",
            "2026-01-01T00:00:03.123456789Z Payment gateway error: connection refused",
            "",
        ].join("\n");
        const since = new Date("2026-01-01T00:00:01.500Z");
        assert.equal(countLines(log, since, /Payment gateway error/), 2);
        assert.equal(countLines("", since, /./), 0);
    });
});
