import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { policyArgument, policyDifferences } from "../../../../incidents/broker/policy.ts";

const LIMIT = {
    name: "queue-limit",
    pattern: "^shipping-task$",
    definition: { "max-length": 3, overflow: "reject-publish" },
    applyTo: "queues",
    priority: 0,
};

describe("policies of the broker", () => {
    it("differ in every field where one of them is none", () => {
        const rows = policyDifferences(undefined, LIMIT);
        assert.deepEqual(
            rows.map(({ field, from, to }) => [field, from, to]),
            [
                ["pattern", undefined, "^shipping-task$"],
                ["definition.max-length", undefined, "3"],
                ["definition.overflow", undefined, "reject-publish"],
                ["apply-to", undefined, "queues"],
                ["priority", undefined, "0"],
            ],
        );
        assert.deepEqual(
            policyDifferences(LIMIT, undefined).map((one) => one.to),
            rows.map(() => undefined),
        );
    });
    it("differ by content, whatever the order of their keys", () => {
        const definition = { overflow: "reject-publish", "max-length": 3 };
        assert.deepEqual(policyDifferences(LIMIT, { ...LIMIT, definition }), []);
        const other = { ...LIMIT, definition: { "max-length": 5, "message-ttl": 9 } };
        assert.deepEqual(policyDifferences(LIMIT, other), [
            { field: "definition.max-length", from: "3", to: "5" },
            { field: "definition.overflow", from: "reject-publish", to: undefined },
            { field: "definition.message-ttl", from: undefined, to: "9" },
        ]);
    });
    it("pass through a shell as they are", () => {
        const odd = { ...LIMIT, pattern: '^it\'s "$HOME" \\d `x`$' };
        const text = execFileSync("sh", ["-c", `printf %s ${policyArgument([odd])}`], {
            encoding: "utf8",
        });
        assert.deepEqual(JSON.parse(text), [odd]);
    });
});
