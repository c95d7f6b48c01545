import assert from "node:assert/strict";
import type { Outcome } from "../../../../infra/cli/prove-series.ts";
import { seriesTable } from "../../../../infra/cli/prove-table.ts";
import { proofOf } from "./proofs.ts";

function outcome(incident: string, because: string[] = [], turn = 1): Outcome {
    const proof = proofOf(incident, because);
    const folder = `out/${incident}`;
    return { incident, turn, ok: because.length === 0, because, minutes: 1.25, folder, proof };
}

describe("table of a series", () => {
    it("is a row a run with its times and counts, the sum, and the reasons of what failed", () => {
        const red = "witness red: must not met: two";
        const broken = "nothing else broke: must-not seen: three";
        const text = seriesTable([outcome("a"), outcome("b", [red, broken])], 2.5, "valid");
        const [head = "", , first = "", second = ""] = text.split("\n");
        assert.match(
            head,
            /incident +\| valid +\| +apply → red, s +\| +apply → alerts, s +\| +destroy → green, s +\| +must +\| +must not +\| +minutes/,
        );
        assert.match(
            first,
            /^\| a +\| yes +\| +20\.0 \| +41 \| +30\.0 \| +2\/2 \| +0 seen of 1 \| +1\.3 \|$/,
        );
        assert.match(
            second,
            /^\| b +\| NO +\| +never \| +41 \| +30\.0 \| +1\/2 \| +1 seen of 1 \| +1\.3 \|$/,
        );
        assert.ok(
            text.endsWith(
                `\n1 of 2 valid, in 2.5 minutes\napply → all declared alerts: median 41 s (41 to 41 s)\n\nb, kept in out/b:\n- ${red}\n- ${broken}`,
            ),
            text,
        );
    });
    it("numbers the runs where one is repeated", () => {
        const text = seriesTable([outcome("a"), outcome("a", [], 2)], 2, "valid");
        assert.match(text, /\| a \(1\) .*\n\| a \(2\) /);
        assert.match(text, /2 of 2 valid/);
    });
    it("counts what was found out where the fault was left out", () => {
        const caught = { ...outcome("a", ["witness red: must not met: two"]), ok: true };
        assert.match(seriesTable([caught], 1, "found out"), /\| a +\| yes +\| +never/);
    });
    it("has no time where no alert has to fire, and says never where one didn't", () => {
        const calm = outcome("a");
        calm.proof = { ...proofOf("a"), applyToAlertSeconds: undefined };
        const text = seriesTable([calm, outcome("b", ["declared alerts fired: x"])], 1, "valid");
        assert.match(text, /\| a +\| yes +\| +20\.0 \| +– \|/);
        assert.match(text, /\| b +\| NO +\| +20\.0 \| +never \|/);
    });
    it("has a row for a run that ended in an error", () => {
        const error = { ...outcome("a", ["no such stack"]), proof: undefined, folder: undefined };
        const text = seriesTable([error], 1, "valid");
        assert.match(text, /\| a +\| NO +\| +never \| +never \| +never \| +– \| +– \|/);
        assert.ok(text.endsWith("a:\n- no such stack"), text);
    });
});
