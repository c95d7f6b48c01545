import assert from "node:assert/strict";
import type { DrillState } from "../../../../../incidents/drill/state.ts";
import { incidentName } from "../../../../../infra/cli/watch/incident-name.ts";

const STATE = { incident: "incident-8" } as DrillState;

describe("the name of an incident, before those who watch", () => {
    it("is its stack's without a drill", () => {
        const none = {
            isUnderWay: false,
            load: (): DrillState => assert.fail("there is nothing to open"),
        };
        assert.equal(incidentName("incident-8", none), "incident-8");
    });

    it("is not told while it is practised, and then is", () => {
        const sealed = { isUnderWay: true, load: () => STATE };
        assert.equal(incidentName("incident-8", sealed), "the drill's incident");
        assert.equal(incidentName("incident-3", sealed), "incident-3");
        const open = { isUnderWay: true, load: () => ({ ...STATE, revealedAt: "2025-11-21" }) };
        assert.equal(incidentName("incident-8", open), "incident-8");
    });

    it("is told of none where the drill's files can't be opened", () => {
        const broken = {
            isUnderWay: true,
            load: (): DrillState => {
                throw new Error("changed");
            },
        };
        assert.equal(incidentName("incident-3", broken), "the drill's incident");
    });
});
