import assert from "node:assert/strict";
import { TEN } from "../../../support/ten-points.ts";
import { failed, FAST, play } from "./stage.ts";

describe("a proof of what heals by itself", () => {
    const heals = { withinSeconds: 60, source: "test" };
    const until = (second: number) => ({
        incident: { heals },
        load: (seconds: number) => (seconds < 30 ? ("running" as const) : ("ended" as const)),
        reading: ({ moment, seconds }: { moment: string; seconds: number }) => ({
            catalogueP95Ms: moment === "applied" && seconds < second ? 500 : 10,
        }),
    });

    it("has one more point, and waits after the load for the shop to heal, before it destroys", async () => {
        const { proof, destroyedAfter } = await play(until(50));
        assert.equal(proof.valid, true);
        assert.equal(proof.points.length, 11);
        assert.deepEqual(
            proof.points.map(({ name }) => name),
            TEN.toSpliced(4, 0, "healed by itself"),
        );
        assert.equal(destroyedAfter, 50);
        // The musts are about the load; while it heals they are no longer asked.
        assert.deepEqual(proof.criteria.find(({ group }) => group === "must")?.looks, {
            held: 31,
            of: 31,
        });
        assert.equal(proof.loadEndToHealedSeconds, 20);
    });
    it("is not valid where it doesn't heal in time", async () => {
        const result = await play(until(Infinity));
        // Destroyed a minute after the load, whatever the shop looks like.
        assert.equal(result.destroyedAfter, 90);
        assert.deepEqual(result.proof.invalidBecause, [
            "healed by itself: not healed: pages are fast (p95 500 ms; expected p95 < 100 ms)",
        ]);
    });
    it("goes by its own criteria where it has them, and still by the must-nots", async () => {
        const result = await play({
            ...until(50),
            incident: { heals, healed: [{ ...FAST, name: "pages are fine" }] },
            reading: ({ moment, seconds }) => ({
                catalogueP95Ms: moment === "applied" && seconds < 50 ? 500 : 10,
                failedShare: moment === "applied" && seconds === 45 ? 1 : 0,
            }),
        });
        assert.deepEqual(failed(result), ["nothing else broke"]);
        const row = result.proof.criteria.find(({ group }) => group === "healed");
        assert.equal(row?.name, "pages are fine");
    });
    it("takes what the recovery brings for no must-not while it heals", async () => {
        const { proof } = await play({
            ...until(50),
            incident: { heals, mustNot: [{ ...FAST, onlyWhileApplied: true }] },
            // Slow until the load ends, then fast: what was forbidden until then.
            reading: ({ moment, seconds }) => ({
                catalogueP95Ms: moment === "applied" && seconds <= 30 ? 500 : 10,
            }),
        });
        assert.deepEqual(proof.invalidBecause, []);
    });
    it("does not heal from a load that isn't there", async () => {
        const result = await play({ incident: { heals } });
        assert.deepEqual(result.proof.invalidBecause, [
            "healed by itself: no load that ended by itself",
        ]);
    });
});
