import assert from "node:assert/strict";
import { play } from "./stage.ts";

describe("evidence of a proof", () => {
    it("is told of each phase and turning point, and takes what goes with the recovery before it", async () => {
        const { proof, kept } = await play();
        const order = kept.filter(([what]) => what !== "point" && what !== "criteria");
        assert.deepEqual(order, [
            ["before"],
            ["reading", "2026-01-01T00:00:00.000Z healthy"],
            ["phase", "apply"],
            ["mark", "applied"],
            ["phase", "load"],
            ["reading", "2026-01-01T00:00:01.000Z applied"],
            ["mark", "signature-seen"],
            ["reading", "2026-01-01T00:00:01.000Z applied"],
            ["mark", "red"],
            ["phase", "red"],
            // After the preview and the up.
            ["keep", 2],
            ["phase", "destroy"],
            ["mark", "reverted"],
            ["phase", "green"],
            ["reading", "2026-01-01T00:00:02.000Z reverted"],
            ["mark", "green"],
            ["phase", "equal"],
            ["after"],
            ["mark", "equal"],
        ]);
        const told = (what: string): unknown[] =>
            kept.flatMap(([one, about]) => (one === what ? about : []));
        assert.deepEqual(told("point"), proof.points);
        assert.deepEqual(told("criteria"), proof.criteria);
    });
    it("has the load's beginning and end, and that the shop healed by itself", async () => {
        const heals = { withinSeconds: 60, source: "test" };
        const { kept } = await play({
            incident: { heals, mustNot: [] },
            load: (seconds) => (seconds < 10 ? "running" : "ended"),
            reading: ({ moment, seconds }) => ({
                catalogueP95Ms: moment === "applied" && seconds < 15 ? 500 : 10,
            }),
        });
        const marks = kept.filter(([what]) => what === "mark").map(([, name]) => name);
        assert.deepEqual(marks, [
            ...["applied", "load-seen", "signature-seen", "red", "load-ended", "healed"],
            ...["reverted", "green", "equal"],
        ]);
    });
    it("says of a shop that isn't as before that it is looked at, and not that it is equal", async () => {
        const { kept } = await play({ content: (turn) => ({ sock: turn }) });
        const names = kept.map(([, about]) => about);
        assert.ok(names.includes("green"));
        assert.equal(kept.filter(([what, name]) => what === "mark" && name === "equal").length, 0);
    });
});
