import assert from "node:assert/strict";
import { findIncident, INCIDENTS } from "../../../incidents/catalog.ts";
import { MUTATED, mutated } from "../../support/mutations.ts";

/** The parts of the witness that incidents look through. */
function parts(ids: readonly string[]): string[] {
    const looks = ids.flatMap((id) => Object.keys(findIncident(id)?.looks ?? {}));
    return [...new Set(looks)].sort();
}

describe("incidents that are proven without their fault", () => {
    it("look through every part of the witness, also without the control, which has them all", () => {
        const few = MUTATED.filter((id) => id !== "control-load");
        const own = INCIDENTS.filter((id) => id !== "control-load");
        assert.deepEqual(parts(few), parts(own));
        assert.deepEqual(parts(MUTATED), parts(INCIDENTS));
    });
    it("are all of them where that is asked for, and nothing else may be", () => {
        assert.deepEqual(mutated(""), MUTATED);
        assert.deepEqual(mutated("all"), INCIDENTS);
        assert.throws(() => mutated("some"), /found some; allowed: all/);
    });
});
