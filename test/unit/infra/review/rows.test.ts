import assert from "node:assert/strict";
import type { IncidentView } from "../../../../infra/review/incident-view.ts";
import { differenceTable, fitting, SHOWN_ROWS } from "../../../../infra/review/markdown.ts";
import { incidentRows, listRows } from "../../../../infra/review/rows.ts";

const VIEW: IncidentView = {
    incident: "incident-3",
    title: "Payment service outage",
    changes: [{ object: "Deployment payment", field: "replicas", from: "1", to: "0" }],
    expiresAfter: "30m",
    recovery: "pulumi destroy --stack incident-3",
    recorded: ["Deployment payment"],
    added: { "Job killer": { spec: { template: { containers: [{ name: "a", image: "x" }] } } } },
    resources: ["command:local:Command former-state"],
};

const list = (spec: object) => ({
    changes: [],
    resources: [{ type: "kubernetes:apps/v1:Deployment", name: "carts", inputs: { spec } }],
});

describe("rows of a review", () => {
    it("compare a field of an incident with what the same field held before", () => {
        const [change] = VIEW.changes;
        assert.ok(change !== undefined);
        const after = { ...VIEW, changes: [{ ...change, to: "2" }], expiresAfter: "10m" };
        const different = incidentRows(VIEW, after).filter((row) => row.before !== row.after);
        assert.deepEqual(different, [
            { object: "Deployment payment", field: "replicas", before: "1 → 0", after: "1 → 2" },
            { object: "expiry", field: "ends by itself after", before: "30m", after: "10m" },
        ]);
    });

    it("tell which field of an added object differs", () => {
        const containers = [{ name: "a", image: "y" }];
        const after = { ...VIEW, added: { "Job killer": { spec: { template: { containers } } } } };
        const different = incidentRows(VIEW, after).filter((row) => row.before !== row.after);
        assert.deepEqual(different, [
            {
                object: "Job killer",
                field: "spec.template.containers[a].image",
                before: "x",
                after: "y",
            },
        ]);
    });

    it("match containers and variables by name, and show what came and what went", () => {
        const containers = (...env: object[]) => ({ containers: [{ name: "carts", env }] });
        const before = list(containers({ name: "A", value: "1" }, { name: "B", value: "2" }));
        const after = list(containers({ name: "B", value: "3" }, { name: "C", value: "4" }));
        assert.deepEqual(
            listRows(before, after).map(({ field, ...sides }) => [
                field,
                sides.before,
                sides.after,
            ]),
            [
                ["spec.containers[carts].env[B].value", "2", "3"],
                ["spec.containers[carts].env[C]", undefined, '{"name":"C","value":"4"}'],
                ["spec.containers[carts].env[A]", '{"name":"A","value":"1"}', undefined],
            ],
        );
    });

    it("name whole objects that came or went, and words that a program says", () => {
        const empty = { changes: ["MongoDB"], resources: [] };
        assert.deepEqual(listRows(empty, { ...list({}), changes: [] }), [
            { object: "preview", field: "says", before: "MongoDB", after: "" },
            { object: "Deployment carts", field: "whole object", before: undefined, after: "made" },
        ]);
    });
});

describe("a review's table", () => {
    it("shows of a long text the first line that differs, and keeps a | in its cell", () => {
        const row = { object: "ConfigMap rules", field: "data", before: "a\nb | c\nd" };
        assert.equal(
            differenceTable([{ ...row, after: "a\nb\nd" }], "on main", "here"),
            "| object | field | on main | here |\n| - | - | - | - |\n" +
                "| ConfigMap rules | data | line 2 of 3: b \\| c | line 2 of 3: b |",
        );
    });

    it("shows that a text was appended to", () => {
        const row = { object: "ConfigMap rules", field: "data", before: "a\nb", after: "a\nb\nc" };
        assert.match(
            differenceTable([row], "on main", "here"),
            /\| line 3 of 2: \(end\) \| line 3 of 3: c \|$/,
        );
    });

    it("ends after so many rows, and says how many are left", () => {
        const rows = Array.from({ length: SHOWN_ROWS + 2 }, (_, index) => ({
            object: "x",
            field: `${index}`,
            before: "1",
            after: "2",
        }));
        const text = differenceTable(rows, "on main", "here");
        assert.equal(text.match(/^\| x /gm)?.length, SHOWN_ROWS);
        assert.match(text, /\n\n… and 2 more: see the golden file's own difference\.$/);
    });

    it("names the sections that a comment has no room for", () => {
        const sections = ["head", `### one\n\n${"x".repeat(50)}`, "### two"];
        assert.deepEqual(fitting(sections, 40), [
            "head",
            "### two",
            "### Touched too, without room here\n\n- one",
        ]);
        assert.deepEqual(fitting(sections), sections);
    });
});
