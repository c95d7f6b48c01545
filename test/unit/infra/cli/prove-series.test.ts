import assert from "node:assert/strict";
import type { Proof } from "../../../../incidents/proof/point.ts";
import { proveSeries, type SeriesSteps } from "../../../../infra/cli/prove-series.ts";
import { proofOf } from "./proofs.ts";

interface Recorded {
    said: string[];
    ended: string[];
    steps: SeriesSteps;
}

/** Steps that end as told, by incident. */
function recorded(
    how: Record<string, Proof | Error>,
    mended: Record<string, string> = {},
): Recorded {
    const said: string[] = [];
    const ended: string[] = [];
    const steps: SeriesSteps = {
        prove: (incident) => {
            const outcome = how[incident];
            if (outcome instanceof Error || outcome === undefined) return Promise.reject(outcome);
            return Promise.resolve({ proof: outcome, folder: `out/${incident}` });
        },
        judge: (proof) => proof.invalidBecause,
        mend: (incident) => Promise.resolve(mended[incident]),
        ended: ({ incident, ok }) => void ended.push(`${incident} ${ok}`),
        say: (line) => void said.push(line),
    };
    return { said, ended, steps };
}

describe("a series of proofs", () => {
    it("goes on after one that failed, and says how far it is", async () => {
        const { said, ended, steps } = recorded({
            a: proofOf("a"),
            b: proofOf("b", ["witness red: must not met: x"]),
            c: new Error("no such stack"),
            d: proofOf("d"),
        });
        const outcomes = await proveSeries(["a", "b", "c", "d"], 1, steps);
        assert.deepEqual(
            outcomes.map(({ incident, ok, because }) => [incident, ok, because]),
            [
                ["a", true, []],
                ["b", false, ["witness red: must not met: x"]],
                ["c", false, ["no such stack"]],
                ["d", true, []],
            ],
        );
        assert.deepEqual(said, ["\n1 of 4: a", "\n2 of 4: b", "\n3 of 4: c", "\n4 of 4: d"]);
        assert.deepEqual(ended, ["a true", "b false", "c false", "d true"]);
    });
    it("counts a baseline that had to be mended against the one that left it", async () => {
        const { steps } = recorded({ a: proofOf("a"), b: proofOf("b") }, { a: "left it broken" });
        const outcomes = await proveSeries(["a", "b"], 1, steps);
        assert.deepEqual(
            outcomes.map(({ ok, because }) => [ok, because]),
            [
                [false, ["left it broken"]],
                [true, []],
            ],
        );
    });
    it("repeats each incident, and says nothing of numbers for a single run", async () => {
        const { said, steps } = recorded({ a: proofOf("a") });
        const outcomes = await proveSeries(["a"], 2, steps);
        assert.deepEqual(
            outcomes.map(({ turn }) => turn),
            [1, 2],
        );
        assert.deepEqual(said, ["\n1 of 2: a, run 1", "\n2 of 2: a, run 2"]);
        const single = recorded({ a: proofOf("a") });
        await proveSeries(["a"], 1, single.steps);
        assert.deepEqual(single.said, []);
    });
    it("mends nothing after a single run: who proves one wants to look", async () => {
        const { steps } = recorded({ a: proofOf("a") }, { a: "left it broken" });
        const [outcome] = await proveSeries(["a"], 1, steps);
        assert.equal(outcome?.ok, true);
    });
    it("ends with the run in which it was interrupted, and mends nothing then", async () => {
        const controller = new AbortController();
        const { steps } = recorded({ a: proofOf("a", ["run: interrupted"]), b: proofOf("b") });
        const outcomes = await proveSeries(
            ["a", "b"],
            1,
            {
                ...steps,
                prove: (incident) => {
                    controller.abort();
                    return steps.prove(incident);
                },
                mend: () => Promise.reject(new Error("mended")),
            },
            controller.signal,
        );
        assert.deepEqual(
            outcomes.map(({ incident }) => incident),
            ["a"],
        );
    });
});
