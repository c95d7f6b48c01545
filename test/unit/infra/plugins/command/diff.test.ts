import assert from "node:assert/strict";
import { diffInputs } from "../../../../../infra/plugins/command/diff.ts";
import { secret } from "../../../../../infra/plugins/protocol/property.ts";

describe("diffInputs", () => {
    it("finds nothing between equal inputs, secret or not, unset or null", () => {
        assert.equal(diffInputs({ create: secret("x") }, { create: "x", update: null }).size, 0);
    });

    it("names what changed by its path", () => {
        const olds = { create: "a", environment: { A: "1", "b.c": "2" }, dir: "/tmp" };
        const news = { create: "b", environment: { A: "9" }, stdin: "in" };
        assert.deepEqual(
            [...diffInputs(olds, news)].map(([path, { kind, replace }]) => [path, kind, replace]),
            [
                ["create", "update", false],
                ["environment.A", "update", false],
                ['environment["b.c"]', "delete", false],
                ["dir", "delete", false],
                ["stdin", "add", false],
            ],
        );
    });

    it("replaces for a changed trigger", () => {
        assert.deepEqual(
            [...diffInputs({ triggers: [1, 2] }, { triggers: [1, 3, 4] })],
            [
                ["triggers[1]", { kind: "update", replace: true }],
                ["triggers[2]", { kind: "add", replace: true }],
            ],
        );
    });
});
