import assert from "node:assert/strict";
import {
    againBy,
    type ChaosRequest,
    DEFAULTS,
    roundsOf,
} from "../../../../../infra/cli/chaos/request.ts";

const ASKED: ChaosRequest = {
    seed: 1,
    kills: 20,
    incidents: "incident-3, incident-8",
    kinds: "kill",
    recover: "destroy,recover",
};

describe("a request for chaos", () => {
    it("is a plan of the incidents that it names", () => {
        const { seed, rounds } = roundsOf(ASKED);
        assert.equal(seed, 1);
        assert.deepEqual([...new Set(rounds.map(({ incident }) => incident))].sort(), [
            "incident-3",
            "incident-8",
        ]);
        assert.equal(rounds.length, 20);
    });
    it("is one round as it stands in the plan", () => {
        const all = roundsOf(ASKED).rounds;
        assert.deepEqual(roundsOf({ ...ASKED, only: 7 }).rounds, [all[6]]);
    });
    it("has a command for each of its rounds, with all that the plan depends on", () => {
        assert.equal(againBy(DEFAULTS, 7, 3), "npm run chaos -- --seed 7 --only 3");
        assert.equal(
            againBy({ ...DEFAULTS, incidents: "incident-8", kinds: "kill,node", kills: 40 }, 7, 30),
            "npm run chaos -- --seed 7 --kills 40 --incidents incident-8 --kinds kill,node --only 30",
        );
    });
    it("draws a seed where none is given", () => {
        const { seed: _seed, ...rest } = ASKED;
        assert.ok(Number.isInteger(roundsOf(rest).seed));
    });
    for (const [what, request, found] of [
        ["an unknown incident", { incidents: "incident-99" }, /unknown incident incident-99/],
        ["no incident", { incidents: " ," }, /chaos --incidents: nothing/],
        ["an unknown kind", { kinds: "kill,flood" }, /chaos --kinds: flood/],
        ["an unknown way back", { recover: "pray" }, /chaos --recover: pray/],
        ["a round beyond the plan", { only: 21 }, /chaos --only: 21[^]*1 to 20/],
    ] as const) {
        it(`refuses ${what}`, () => {
            assert.throws(() => roundsOf({ ...ASKED, ...request }), found);
        });
    }
});
