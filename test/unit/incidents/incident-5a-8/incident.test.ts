import assert from "node:assert/strict";
import { incident5a } from "../../../../incidents/incident-5a/incident.ts";
import { incident5a8 } from "../../../../incidents/incident-5a-8/incident.ts";
import { incident8 } from "../../../../incidents/incident-8/incident.ts";

const names = (criteria: readonly { name: string }[]): string[] => criteria.map((one) => one.name);

describe("incident-5a-8", () => {
    it("needs all of both, but for what a starved catalogue forbids", () => {
        assert.deepEqual(
            names(incident5a8.must).sort(),
            [
                ...names(incident8.must),
                ...names(incident5a.must).filter((name) => name !== "new orders are shipped"),
            ].sort(),
        );
        const mustNot = new Set(names(incident5a8.mustNot));
        for (const name of names(incident8.mustNot)) assert.ok(mustNot.has(name), name);
        assert.deepEqual(
            names(incident5a.mustNot).filter((name) => !mustNot.has(name)),
            ["an order fails", "the catalogue fails"],
        );
    });
    it("has no criterion twice", () => {
        for (const group of [incident5a8.must, incident5a8.mustNot, incident5a8.recovered]) {
            assert.equal(new Set(names(group)).size, group.length);
        }
    });
    it("is recovered once both are, orders included", () => {
        const recovered = names(incident5a8.recovered);
        for (const one of [...incident8.recovered, ...incident5a.recovered]) {
            assert.ok(recovered.includes(one.name), one.name);
        }
    });
    it("looks at what both look at", () => {
        for (const looks of [incident5a.looks, incident8.looks]) {
            for (const key of Object.keys(looks ?? {}))
                assert.ok(key in (incident5a8.looks ?? {}), key);
        }
    });
});
