import assert from "node:assert/strict";
import { modelFaults } from "../../../../../infra/plugins/datadog/model.ts";

const MONITOR = {
    name: "x",
    type: "query alert",
    query: "q",
    options: { thresholds: { critical: 1 } },
};

// Guards the silence of the client: it keeps unknown keys apart and marks unknown values, and says neither.
describe("modelFaults", () => {
    const cases: [what: string, json: unknown, faults: RegExp[]][] = [
        ["a good one", MONITOR, []],
        ["an unknown key", { ...MONITOR, nmae: "x" }, [/^unknown key nmae$/]],
        [
            "one further in",
            { ...MONITOR, options: { tresholds: 1 } },
            [/^options: unknown key tresholds$/],
        ],
        [
            "a value that there isn't",
            { ...MONITOR, type: "alarm" },
            [/^type: "alarm" is not allowed here$/],
        ],
        [
            "a field that must be there",
            { name: "x", type: "query alert" },
            [/missing required property 'query'/],
        ],
        ["a wrong type", { ...MONITOR, tags: "env:demo" }, [/mismatch types 'env:demo'/]],
    ];
    for (const [what, json, faults] of cases) {
        it(`${faults.length === 0 ? "accepts" : "names"} ${what}`, () => {
            const found = modelFaults(json, "Monitor");
            assert.equal(found.length, faults.length, found.join("\n"));
            faults.forEach((fault, index) => assert.match(found[index] ?? "", fault));
        });
    }

    it("names a widget that there isn't, by its place", () => {
        const widgets = [
            { definition: { type: "note", content: "x" } },
            { definition: { type: "nope" } },
        ];
        const [fault = "", ...more] = modelFaults(
            { title: "x", layout_type: "ordered", widgets },
            "Dashboard",
        );
        assert.match(fault, /^widgets\[1\]\.definition: \{"type":"nope"\} is not allowed here$/);
        assert.deepEqual(more, []);
    });
});
