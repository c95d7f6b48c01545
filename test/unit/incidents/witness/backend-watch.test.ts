import assert from "node:assert/strict";
import { BackendWatch, parseServed } from "../../../../incidents/witness/backend-watch.ts";

const text = (route: string, count: number, seconds: number): string =>
    [
        `request_duration_seconds_sum{method="GET",route="${route}",status_code="200"} ${seconds}`,
        `request_duration_seconds_count{method="GET",route="${route}",status_code="200"} ${count}`,
    ].join("\n");

describe("witness of backends", () => {
    it("sums all answers but those to the kubelet and to who measures", () => {
        const all = [text("catalogue", 3, 0.5), text("detail", 2, 0.25), text("health", 9, 9)];
        assert.deepEqual(parseServed([...all, text("metrics", 9, 9)].join("\n")), {
            count: 5,
            seconds: 0.75,
        });
    });
    it("compares the slowest mean since the incident with that of the healthy shop", async () => {
        const realNow = Date.now;
        let now = 0;
        let served = text("catalogue", 0, 0);
        Date.now = () => now;
        try {
            const watch = new BackendWatch({ text: () => Promise.resolve(served) });
            const look = async (atMs: number, count: number, seconds: number): Promise<void> => {
                now = atMs;
                served = text("catalogue", count, seconds);
                await watch.look();
            };
            await look(0, 0, 0);
            assert.equal(watch.lacks(), "backends: not read for long enough yet");
            await look(5_000, 10, 0.02);
            assert.equal(watch.lacks(), undefined);
            watch.began("applied");
            await look(6_000, 20, 0);
            await look(11_000, 120, 1);
            await look(16_000, 220, 1.5);
            assert.deepEqual(watch.reading().backends?.["catalogue"], {
                meanMs: 5,
                slowestMeanMs: 10,
                baselineMeanMs: 2,
            });
            // It restarted and counts anew: that is no figure.
            await look(21_000, 3, 0.1);
            assert.equal(watch.reading().backends?.["catalogue"]?.meanMs, undefined);
        } finally {
            Date.now = realNow;
        }
    });
});
