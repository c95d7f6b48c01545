import assert from "node:assert/strict";
import {
    judgeRepair,
    type RepairFacts,
    type RepairSigns,
} from "../../../../incidents/drill/repair.ts";

const HONEST: RepairFacts = {
    wanted: { payment: { before: 1, now: 1 }, orders: { before: 1, now: 1 } },
    missingServices: [],
    causeLeft: [],
    replaced: ["payment"],
    load: "running",
};
const WELL: RepairSigns = { unmet: [], unsteady: [] };

describe("verdict on a repair", () => {
    it("accepts whatever brings the shop back and takes the cause away", () => {
        assert.deepEqual(judgeRepair(HONEST, WELL), { accepted: true, refusals: [] });
        const scaled = { ...HONEST, wanted: { payment: { before: 1, now: 3 } } };
        assert.equal(judgeRepair(scaled, WELL).accepted, true);
    });

    const tricks: readonly (readonly [
        string,
        Partial<RepairFacts>,
        Partial<RepairSigns>,
        string[],
    ])[] = [
        [
            "a part scaled to zero",
            { wanted: { ...HONEST.wanted, orders: { before: 1, now: 0 } } },
            {},
            ["scale-to-zero: 0 replicas wanted of orders"],
        ],
        [
            "a deleted Deployment and Service",
            { wanted: { orders: { before: 1, now: undefined } }, missingServices: ["shipping"] },
            {},
            ["deleted: gone: Deployment orders, Service shipping"],
        ],
        [
            "a load that was taken away",
            { load: "none" },
            {},
            ["load-removed: the load was taken away before its time"],
        ],
        [
            "a cause that nobody touched, with signs that are gone for now",
            {
                causeLeft: ["Deployment payment: replicas is still 0"],
                wanted: { payment: { before: 1, now: 0 } },
                replaced: [],
            },
            {},
            ["cause-left: Deployment payment: replicas is still 0"],
        ],
        [
            "a restart in place of a repair",
            {
                causeLeft: ["Deployment catalogue-db: limits.cpu is still 50m"],
                replaced: ["catalogue-db"],
            },
            { unmet: ["pages: p95 900 ms"] },
            [
                "cause-left: Deployment catalogue-db: limits.cpu is still 50m",
                "restart-loop: started anew, and as before: catalogue-db",
                "still-seen: pages: p95 900 ms",
            ],
        ],
        [
            "a restart loop that keeps the signs away",
            {},
            { unsteady: ["front-end"] },
            ["restart-loop: restarted or replaced while it was looked at: front-end"],
        ],
        ["nothing done", { replaced: [] }, { unmet: ["pages fail"] }, ["still-seen: pages fail"]],
    ];
    for (const [what, facts, signs, expected] of tricks) {
        it(`refuses ${what}, by name`, () => {
            const verdict = judgeRepair({ ...HONEST, ...facts }, { ...WELL, ...signs });
            assert.equal(verdict.accepted, false);
            assert.deepEqual(
                verdict.refusals.map(({ reason, says }) => `${reason}: ${says}`),
                expected,
            );
        });
    }
});
