import assert from "node:assert/strict";
import { summary } from "../../../../infra/cli/prove-command.ts";
import type { Proof } from "../../../../incidents/proof/point.ts";

function proof(valid: boolean): Proof {
    const point = { name: "p", seen: "s", at: "2026-01-01T00:00:00.000Z", seconds: 1 };
    return {
        version: 1,
        incident: "incident-8",
        stack: "incident-8",
        startedAt: "2026-01-01T00:00:00.000Z",
        endedAt: "2026-01-01T00:01:00.000Z",
        valid,
        points: [
            { ...point, holds: true },
            { ...point, holds: valid },
        ],
        applyToRedSeconds: valid ? 20.04 : undefined,
        destroyToGreenSeconds: 30,
        content: { before: "a", after: "a" },
        criteria: [],
    };
}

describe("summary of proofs", () => {
    it("is one row a run, and a failed one can't be overlooked", () => {
        const rows = summary([proof(true), proof(false)]).split("\n");
        assert.equal(rows.length, 4);
        assert.match(rows[2] ?? "", /2 of 2 \|\s+20\.0 \|\s+30\.0 \| yes/);
        assert.match(rows[3] ?? "", /1 of 2 \|\s+never \|\s+30\.0 \| NO/);
    });
});
