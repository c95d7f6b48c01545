import assert from "node:assert/strict";
import { readLoadLog } from "../../../load/load-log.ts";

const TICK =
    '{"t": "2026-11-20T10:00:00.000Z", "users": 5, "rps": 2.5, "failuresPerSecond": 0, "meanMs": 2, "p50Ms": 2, "p95Ms": 3}';

describe("readLoadLog", () => {
    it("takes the figures and the report, and passes over what Locust says besides", () => {
        const text = `${TICK}\n[2026] WARNING/locust: slow\n${TICK}\n{"report": {"orders": 3}}\n`;
        const { ticks, report } = readLoadLog(text);
        assert.deepEqual(
            ticks.map((tick) => tick.rps),
            [2.5, 2.5],
        );
        assert.equal(report?.orders, 3);
    });

    it("leaves a line alone that is still being written", () => {
        assert.deepEqual(readLoadLog(`${TICK}\n{"t": "2026-1`), { ticks: [JSON.parse(TICK)] });
        assert.deepEqual(readLoadLog(""), { ticks: [] });
    });
});
