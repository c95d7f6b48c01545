import assert from "node:assert/strict";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import { chosen } from "../../../../infra/cli/prove-command.ts";

describe("incidents that are asked for", () => {
    it("are those by name, in their order", () => {
        assert.deepEqual(chosen({ incidents: ["incident-6", "incident-3"], repeat: 1 }), [
            "incident-6",
            "incident-3",
        ]);
    });
    it("are all of the catalogue, without those to skip", () => {
        assert.deepEqual(chosen({ incidents: [], all: true, repeat: 1 }), INCIDENTS);
        const skip = ["incident-3", "control-load"];
        assert.deepEqual(
            chosen({ incidents: [], all: true, skip, repeat: 1 }),
            INCIDENTS.filter((id) => !skip.includes(id)),
        );
    });
    it("are refused where nothing, or two things, are asked for", () => {
        assert.throws(() => chosen({ incidents: [], repeat: 1 }), /prove: no incident/);
        assert.throws(
            () => chosen({ incidents: ["incident-3"], skip: ["incident-3"], repeat: 1 }),
            /prove: no incident/,
        );
        assert.throws(
            () => chosen({ incidents: ["incident-3"], all: true, repeat: 1 }),
            /both --all and incidents by name/,
        );
    });
    it("are refused by name where the catalogue lacks them", () => {
        const unknown = { incidents: ["incident-99"], repeat: 1 };
        assert.throws(() => chosen(unknown), /unknown incident incident-99\n +allowed: incident-/);
        assert.throws(
            () => chosen({ incidents: [], all: true, skip: ["incident-99"], repeat: 1 }),
            /unknown incident incident-99/,
        );
    });
});
