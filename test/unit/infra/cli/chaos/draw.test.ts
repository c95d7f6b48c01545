import assert from "node:assert/strict";
import {
    KINDS,
    momentOf,
    OPERATIONS,
    planOf,
    RECOVERIES,
    type Urn,
    VICTIMS,
} from "../../../../../infra/cli/chaos/draw.ts";

const URN: Urn = {
    incidents: ["incident-3", "incident-5a", "incident-7", "incident-8"],
    kinds: ["kill"],
    recoveries: ["destroy"],
};

describe("the draw of a series of kills", () => {
    it("is the same plan for the same seed, and another for another", () => {
        assert.deepEqual(planOf(7, 20, URN), planOf(7, 20, URN));
        assert.notDeepEqual(planOf(7, 20, URN), planOf(8, 20, URN));
    });
    it("draws a round whatever their number is", () => {
        assert.deepEqual(planOf(7, 3, URN), planOf(7, 20, URN).slice(0, 3));
    });
    it("deals each incident's up and destroy once before any a second time", () => {
        for (const seed of [1, 2, 3]) {
            const dealt = planOf(seed, 16, URN).map((one) => `${one.incident} ${one.operation}`);
            const each = URN.incidents.flatMap((id) => OPERATIONS.map((one) => `${id} ${one}`));
            assert.deepEqual(dealt.slice(0, 8).sort(), [...each].sort());
            assert.deepEqual(dealt.slice(8).sort(), [...each].sort());
        }
    });
    it("kills only who runs in that command, and comes to each of them", () => {
        const plan = planOf(1, 400, URN);
        for (const operation of OPERATIONS) {
            const victims = plan.filter((one) => one.operation === operation);
            assert.deepEqual(
                new Set(victims.map(({ victim }) => victim)),
                new Set(VICTIMS[operation]),
            );
        }
    });
    it("names a victim for a kill alone", () => {
        const plan = planOf(1, 200, { ...URN, kinds: KINDS, recoveries: RECOVERIES });
        assert.deepEqual(new Set(plan.map(({ kind }) => kind)), new Set(KINDS));
        assert.deepEqual(new Set(plan.map(({ recovery }) => recovery)), new Set(RECOVERIES));
        for (const { kind, victim } of plan) {
            assert.equal(victim !== undefined, kind === "kill");
        }
    });
});

describe("the moment of a kill", () => {
    it("is spread over the whole of the command", () => {
        const moments = Array.from({ length: 400 }, (_, round) => momentOf(3, round, 0));
        for (const quarter of [0, 1, 2, 3]) {
            const inside = moments.filter((one) => Math.floor(one * 4) === quarter);
            assert.ok(inside.length > 60, `quarter ${quarter}: ${inside.length}`);
        }
    });
    it("is earlier each time that it was too late, and the same for the same seed", () => {
        for (let round = 1; round <= 50; round++) {
            const moments = [0, 1, 2, 3].map((tries) => momentOf(3, round, tries));
            for (const [index, one] of moments.entries()) {
                const before = moments[index - 1] ?? 1;
                assert.ok(one >= 0 && (one < before || before === 0), moments.join(", "));
                assert.equal(one, momentOf(3, round, index));
            }
        }
    });
});
