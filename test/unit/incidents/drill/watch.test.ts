import assert from "node:assert/strict";
import { answerOf } from "../../../../incidents/answer/keys.ts";
import { findIncident } from "../../../../incidents/catalog.ts";
import { mendedCriteria } from "../../../../incidents/drill/mended.ts";
import { DRILLED, pick } from "../../../../incidents/drill/pick.ts";
import { DrillWatch, type Pods } from "../../../../incidents/drill/watch.ts";
import type { Criterion, Reading } from "../../../../incidents/incident.ts";
import type { ProofWitness } from "../../../../incidents/proof/senses.ts";
import { answers, CALM, stored } from "../readings.ts";

const HEALTHY = { p95Ms: 10, restarts: {} };
const PODS: Pods = new Map([["1", "front-end"]]);

/** A witness whose readings, and a cluster whose pods, depend on the second. */
function staged(
    readingAt: (second: number) => Partial<Reading>,
    podsAt: (second: number) => Pods = () => PODS,
): { watch: DrillWatch; pods: () => Promise<Pods>; seconds: () => number } {
    let second = 0;
    const witness: ProofWitness = {
        began: () => {},
        complaints: () => [],
        failures: () => 0,
        forgetPages: () => {},
        healthyState: () => HEALTHY,
        lacking: () => [],
        reading: () => ({ ...CALM, ...readingAt(second) }),
        readiness: () => ({ pages: 30, cpu: true, lastError: undefined }),
    };
    const clock = {
        now: () => second * 1000,
        pause: (ms: number) => {
            second += ms / 1000;
            return Promise.resolve();
        },
    };
    return {
        watch: new DrillWatch(witness, clock),
        pods: () => Promise.resolve(podsAt(second)),
        seconds: () => second,
    };
}

const FAST: Criterion = {
    name: "pages are fast",
    expected: "p95 < 100 ms",
    source: "test",
    value: ({ catalogueP95Ms }) => `p95 ${catalogueP95Ms} ms`,
    holds: ({ catalogueP95Ms }) => catalogueP95Ms < 100,
};

describe("watch over a repair", () => {
    it("takes what holds for a quarter of a minute on end", async () => {
        const { watch, pods, seconds } = staged((at) => ({ catalogueP95Ms: at < 20 ? 900 : 20 }));
        const signs = await watch.mended([FAST], HEALTHY, pods, 120_000);
        assert.deepEqual(signs, { unmet: [], unsteady: [] });
        assert.equal(seconds(), 35);
    });

    it("names what doesn't hold in time, with its figure", async () => {
        const { watch, pods } = staged(() => ({ catalogueP95Ms: 900 }));
        const signs = await watch.mended([FAST], HEALTHY, pods, 60_000);
        assert.deepEqual(signs, {
            unmet: ["pages are fast: p95 900 ms, expected p95 < 100 ms"],
            unsteady: [],
        });
    });

    it("sees a restart loop behind pages that are fast", async () => {
        const { watch, pods } = staged((at) => ({
            restarts: { "sock-shop/front-end": Math.floor(at / 10) },
        }));
        const signs = await watch.mended([FAST], HEALTHY, pods, 60_000);
        assert.deepEqual(signs, { unmet: [], unsteady: ["sock-shop/front-end"] });
    });

    it("sees pods that are deleted again and again", async () => {
        const { watch, pods } = staged(
            () => ({}),
            (at) => new Map([[String(Math.floor(at / 10)), "front-end"]]),
        );
        const signs = await watch.mended([FAST], HEALTHY, pods, 60_000);
        assert.deepEqual(signs, { unmet: [], unsteady: ["front-end"] });
    });

    it("takes pods that come besides, and one replacement before it is calm", async () => {
        const { watch, pods } = staged(
            () => ({}),
            (at) =>
                at < 5
                    ? PODS
                    : new Map([
                          ["2", "front-end"],
                          ...(at > 10 ? [["3", "front-end"] as const] : []),
                      ]),
        );
        const signs = await watch.mended([FAST], HEALTHY, pods, 60_000);
        assert.deepEqual(signs, { unmet: [], unsteady: [] });
    });
});

describe("wait for the signature", () => {
    it("wants all musts twice in a row", async () => {
        const { watch, seconds } = staged((at) => ({
            catalogueP95Ms: at === 3 || at >= 7 ? 900 : 10,
        }));
        const slow = {
            ...FAST,
            name: "pages are slow",
            holds: (reading: Reading) => !FAST.holds(reading),
        };
        const incident = { id: "x", title: "x", must: [slow], mustNot: [], recovered: [] };
        assert.deepEqual(await watch.red(incident, HEALTHY, 60_000), []);
        assert.equal(seconds(), 8);
    });

    it("says which must lacks", async () => {
        const { watch } = staged(() => ({}));
        const slow = { ...FAST, name: "pages are slow", holds: () => false };
        const incident = { id: "x", title: "x", must: [slow], mustNot: [], recovered: [] };
        const [lacking] = await watch.red(incident, HEALTHY, 10_000);
        assert.match(lacking ?? "", /must not met: pages are slow/);
    });
});

describe("criteria of a repair", () => {
    const broker = (consumers: number, depth: number) => ({
        broker: [
            {
                limit: undefined,
                consumers,
                depth,
                waiting: 0,
                refused: 0,
                acknowledged: 0,
                atMs: 0,
            },
        ],
        orders: { answers: answers({}), stored: stored("SHIPPED") },
    });
    const met = (id: string, reading: Partial<Reading>): boolean => {
        const incident = findIncident(id);
        if (incident === undefined) throw new Error(id);
        return mendedCriteria(incident).every((one) => one.holds({ ...CALM, ...reading }));
    };

    it("take two consumers for one, and a message on its way", () => {
        assert.equal(met("incident-5a", broker(2, 1)), true);
        assert.equal(met("incident-5a", broker(0, 0)), false);
        assert.equal(met("incident-5a", broker(1, 3)), false);
    });

    it("take an autoscaler that stays, under a load that stays", () => {
        const frontEnds = (count: number): Partial<Reading> => ({
            deployments: { "front-end": { want: count, available: count, pods: count, came: 0 } },
            cpuPercentOfLimit: { "front-end": 99 },
        });
        assert.equal(met("incident-7", { ...frontEnds(3), catalogueP95Ms: 400 }), true);
        assert.equal(met("incident-7", { ...frontEnds(3), catalogueP95Ms: 1_200 }), false);
        assert.equal(met("incident-7", { ...frontEnds(3), failedShare: 0.2 }), false);
    });

    it("don't take one front-end that does all the work at its limit, however fast it is", () => {
        const alone = { "front-end": { want: 1, available: 1, pods: 1, came: 0 } };
        const busy = { deployments: alone, cpuPercentOfLimit: { "front-end": 99 } };
        assert.equal(met("incident-7", busy), false);
        assert.equal(met("incident-7", { ...busy, cpuPercentOfLimit: { "front-end": 60 } }), true);
    });

    it("are those of the recovery elsewhere", () => {
        assert.equal(met("incident-8", { throttledShare: { "catalogue-db": 0 } }), true);
        assert.equal(met("incident-8", { throttledShare: { "catalogue-db": 0.9 } }), false);
        assert.equal(
            met("incident-3", { orders: { answers: answers({ status: 500 }), stored: [] } }),
            false,
        );
    });
});

describe("pick by seed", () => {
    it("is the same for the same seed, and only of what is broken", () => {
        for (let seed = 0; seed < 50; seed++) {
            assert.equal(pick(seed), pick(seed));
            assert.ok(answerOf(pick(seed)).causes.length > 0);
        }
    });

    it("gets to every incident", () => {
        const picked = new Set(Array.from({ length: 400 }, (_, seed) => pick(seed)));
        assert.deepEqual([...picked].sort(), [...DRILLED].sort());
    });
});
