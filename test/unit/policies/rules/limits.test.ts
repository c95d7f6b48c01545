import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policies/planned.ts";
import { limits } from "../../../../policies/rules/limits.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const BOTH = ["cpu limit of app", "memory limit of app"];

describe("policy limits", () => {
    for (const given of [
        { cpu: "50m", memory: "64Mi" },
        { cpu: 1, memory: "1Gi" },
        { cpu: "0.5", memory: UNKNOWN },
    ]) {
        it(`lets ${given.cpu} and ${String(given.memory)} pass`, () =>
            assert.deepEqual(wrongIn(limits, [pod({ resources: { limits: given } })]), []));
    }

    for (const [given, wrong] of [
        [{ cpu: "50m" }, ["memory limit of app"]],
        [{ memory: "64Mi" }, ["cpu limit of app"]],
        [{ cpu: "0m", memory: 0 }, BOTH],
        [{ cpu: "", memory: "plenty" }, BOTH],
        [undefined, BOTH],
    ] as const) {
        it(`refuses ${JSON.stringify(given) ?? "none"}`, () =>
            assert.deepEqual(wrongIn(limits, [pod({ resources: { limits: given } })]), wrong));
    }

    it("judges a patch by what it names", () => {
        const patch = (resources: object) =>
            wanted("kubernetes:apps/v1:DeploymentPatch", "patch", {
                spec: { template: { spec: { containers: [{ name: "app", resources }] } } },
            });
        assert.deepEqual(wrongIn(limits, [patch({ limits: { cpu: "50m" } })]), []);
        assert.deepEqual(wrongIn(limits, [patch({ limits: { cpu: "0" } })]), ["cpu limit of app"]);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        assert.deepEqual(wrongIn(limits, wantedBy("limits")), ["memory limit of addition"]);
        assert.deepEqual(wrongIn(limits, wantedBy("sound")), []);
    });
});
