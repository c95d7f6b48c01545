import assert from "node:assert/strict";
import { answerOf, ANSWERS } from "../../../../incidents/answer/keys.ts";
import { AnswerKey } from "../../../../incidents/answer/schema.ts";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import { planFor } from "../../../../incidents/faults/plan.ts";
import { incidentConfig } from "../../../../infra/cli/stack-config.ts";
import { faultContext } from "../../../../infra/program/ground.ts";
import type { HealthyLab } from "../../../../infra/review/healthy-lab.ts";
import { renderedLab } from "../../../../infra/review/render.ts";

describe("answer keys", () => {
    let healthy: HealthyLab;

    before("an incident is laid over a baseline", async () => {
        healthy = await renderedLab();
    });

    it("are there for every incident of the catalogue, and for no other", () => {
        assert.deepEqual(
            ANSWERS.map(({ incident }) => incident),
            INCIDENTS,
        );
    });

    for (const id of INCIDENTS) {
        it(`fits its schema: ${id}`, () => {
            const { error } = AnswerKey.safeParse(answerOf(id));
            assert.equal(error, undefined, error?.message);
        });

        // A key that says what was once changed judges who finds what is.
        it(`names every field that the stack changes, old value and new: ${id}`, async () => {
            const { faults } = incidentConfig(id);
            const context = faultContext(id, healthy.facts);
            const { changes } = planFor(context, faults, healthy.shop);
            assert.deepEqual(
                answerOf(id).changes.map(({ object, field, from, to }) => ({
                    object,
                    field,
                    from,
                    to,
                })),
                changes,
            );
        });
    }

    it("have the documented points and pass marks of incidents 5 and 8", () => {
        const marks = ["incident-5", "incident-8"].map((id) => {
            const { items, passMark } = answerOf(id).checklist;
            return { id, of: items.reduce((sum, { points }) => sum + points, 0), passMark };
        });
        assert.deepEqual(marks, [
            { id: "incident-5", of: 9, passMark: 7 },
            { id: "incident-8", of: 10, passMark: 7 },
        ]);
    });

    it("refuse a check-list that asks for what the key hasn't", () => {
        const key = answerOf("incident-3");
        const { checklist } = key;
        const items = [...checklist.items, { says: "?", points: 1, asks: { evidence: "ghost" } }];
        const { error } = AnswerKey.safeParse({ ...key, checklist: { ...checklist, items } });
        assert.match(String(error?.message), /the check-list asks for ghost, which the key hasn't/);
    });
});
