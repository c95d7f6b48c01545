import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findKnee } from "../../../load/knee.ts";
import type { LoadTick } from "../../../load/load-log.ts";

function tick(users: number, rps: number, p95Ms: number | null): LoadTick {
    return { t: "", users, rps, failuresPerSecond: 0, meanMs: 1, p50Ms: 1, p95Ms };
}

describe("findKnee", () => {
    it("finds the highest rate that was answered in time, with its users", () => {
        const ramp = [
            tick(100, 50, 10),
            tick(400, 200, 12),
            tick(800, 395, 20),
            tick(1000, 480, 100),
            tick(1200, 500, 300),
            tick(1400, 490, 600),
            tick(1600, 450, 900),
        ];
        const found = findKnee(ramp);
        assert.deepEqual(found, { requestsPerSecond: 1375 / 3, users: 1000, p95Ms: 140 });
    });

    it("isn't led by one line that holds what a hiccup held up", () => {
        const ramp = [
            tick(100, 100, 10),
            tick(100, 10, 900),
            tick(100, 190, 800),
            tick(100, 100, 9),
        ];
        assert.equal(findKnee(ramp)?.requestsPerSecond, 100);
    });

    it("takes no answers to what had piled up for a rate", () => {
        const ramp = [
            tick(800, 395, 20),
            tick(1000, 480, 100),
            tick(1200, 505, 400),
            tick(1400, 90, 800),
            tick(1400, 1400, 900),
            tick(1400, 900, 700),
        ];
        assert.equal(findKnee(ramp)?.requestsPerSecond, 460);
    });

    it("calls an answer slow from where the growing load does, which is written in Python", () => {
        const program = readFileSync(
            new URL("../../../load/profiles/ramp.py", import.meta.url),
            "utf8",
        );
        const slowAbove = Number(/^SATURATED_P95_MS = (\d+)$/m.exec(program)?.[1]);
        const ramp = (p95Ms: number) => [1, 2, 3].map((n) => tick(n * 100, n * 50, p95Ms));
        assert.equal(findKnee(ramp(slowAbove)), undefined);
        assert.notEqual(findKnee(ramp(slowAbove + 1)), undefined);
    });

    it("finds none while answers stay quick", () => {
        assert.equal(findKnee([1, 2, 3, 4].map((n) => tick(n * 100, n * 50, 500))), undefined);
        assert.equal(findKnee([]), undefined);
    });
});
