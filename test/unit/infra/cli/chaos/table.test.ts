import assert from "node:assert/strict";
import type { Played } from "../../../../../infra/cli/chaos/round.ts";
import { chaosTable, roundLine } from "../../../../../infra/cli/chaos/table.ts";

const GOOD: Played = {
    round: 1,
    incident: "incident-3",
    operation: "up",
    kind: "kill",
    victim: "plugin",
    recovery: "destroy",
    ok: true,
    because: [],
    struck: { what: "plugin kubernetes", atMs: 4_210, event: "+  kubernetes:batch/v1:Job  load" },
    tooLate: 1,
    recoverySeconds: 7.25,
    seconds: 31.4,
};
const { struck: _struck, ...UNSTRUCK } = GOOD;
const BAD: Played = {
    ...UNSTRUCK,
    round: 2,
    ok: false,
    because: ["no kill in 6 tries", "left: Job load"],
    tooLate: 6,
};

describe("what chaos prints", () => {
    it("is a line a round", () => {
        assert.equal(
            roundLine(42, GOOD),
            "seed 42, round 1: incident-3 up, plugin kubernetes at 4.2 s (+ kubernetes:batch/v1:Job load), " +
                "back by destroy in 7.3 s: at the baseline (31 s)",
        );
        assert.match(
            roundLine(42, BAD),
            /round 2: .*nobody at – s \(–\).*: NOT: no kill in 6 tries; left: Job load \(31 s\)$/,
        );
    });
    it("is a table with the sum, and the reasons with the way to do it again", () => {
        const text = chaosTable(42, [GOOD, BAD], 20, (round) => `again ${round}`);
        const [head = "", , first = "", second = ""] = text.split("\n");
        assert.match(
            head,
            /^\| round \| incident +\| command \| struck .* \| baseline \| all, s \|$/,
        );
        assert.match(
            first,
            /^\| +1 \| incident-3 \| up +\| plugin kubernetes \| +4\.2 \| .* \| +2 \| destroy \| +7\.3 \| proven +\| +31 \|$/,
        );
        assert.match(
            second,
            /^\| +2 \| incident-3 \| up +\| nobody +\| +– \| .* \| NO +\| +31 \|$/,
        );
        assert.ok(
            text.endsWith(
                "\n1 of 20 end at the proven baseline (seed 42)\n\n" +
                    "round 2, again by: again 2\n- no kill in 6 tries\n- left: Job load",
            ),
            text,
        );
    });
});
