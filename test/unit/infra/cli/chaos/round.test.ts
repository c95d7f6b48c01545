import assert from "node:assert/strict";
import { momentOf, type Round } from "../../../../../infra/cli/chaos/draw.ts";
import { playRound } from "../../../../../infra/cli/chaos/round.ts";
import { chaosSeries } from "../../../../../infra/cli/chaos/series.ts";
import { fakeWorld } from "./fake-world.ts";

const UP: Round = {
    round: 1,
    incident: "incident-8",
    operation: "up",
    kind: "kill",
    victim: "engine",
    recovery: "destroy",
};
const DESTROY: Round = { ...UP, round: 2, operation: "destroy", victim: "plugin" };

describe("a round of chaos", () => {
    it("strikes up, goes the way back and judges", async () => {
        const { world, done } = fakeWorld();
        const { ok, struck, tooLate } = await playRound(5, UP, world);
        assert.deepEqual(done, [
            "strike up incident-8",
            "recover incident-8 by destroy",
            "judge incident-8",
        ]);
        assert.deepEqual([ok, tooLate, struck?.what], [true, 0, "engine"]);
        assert.equal(struck?.atMs, momentOf(5, 1, 0) * 20_000);
    });
    it("brings the incident up first where its destroy is to be struck", async () => {
        const { world, done } = fakeWorld();
        const { struck } = await playRound(5, DESTROY, world);
        assert.deepEqual(done.slice(0, 2), ["up incident-8", "strike destroy incident-8"]);
        assert.equal(struck?.atMs, momentOf(5, 2, 0) * 10_000);
    });
    it("counts who came too late as no kill, says so, and draws an earlier moment", async () => {
        const { world, done, said } = fakeWorld({ tooLate: 2 });
        const { ok, struck, tooLate } = await playRound(5, UP, world);
        assert.deepEqual(done.slice(0, 5), [
            "strike up incident-8",
            "destroy incident-8",
            "strike up incident-8",
            "destroy incident-8",
            "strike up incident-8",
        ]);
        assert.equal(struck?.atMs, momentOf(5, 1, 2) * 20_000);
        assert.deepEqual([ok, tooLate], [true, 2]);
        assert.equal(said.length, 2);
        assert.match(
            said[0] ?? "",
            /^round 1: no kill, up of incident-8 ended after 9\.0 s, before .* again, earlier$/,
        );
    });
    it("brings the incident up again where its destroy came to its end", async () => {
        const { world, done } = fakeWorld({ tooLate: 1 });
        await playRound(5, DESTROY, world);
        assert.deepEqual(done.slice(0, 4), [
            "up incident-8",
            "strike destroy incident-8",
            "up incident-8",
            "strike destroy incident-8",
        ]);
    });
    it("is not ok without a kill, and leaves nothing up", async () => {
        const { world, done } = fakeWorld({ tooLate: 99 });
        const { ok, because } = await playRound(5, UP, world);
        assert.deepEqual([ok, because], [false, ["no kill in 6 tries"]]);
        assert.deepEqual(done.slice(-2), ["recover incident-8 by destroy", "judge incident-8"]);
    });
    it("is not ok where the baseline isn't back, by name", async () => {
        const { world } = fakeWorld({ differences: ["Deployment/x spec.replicas: 1 → 0"] });
        const { ok, because } = await playRound(5, UP, world);
        assert.deepEqual([ok, because], [false, ["Deployment/x spec.replicas: 1 → 0"]]);
    });
    it("is not ok where the way back fails, and destroys at the end", async () => {
        const { world, done } = fakeWorld({ recoverCode: 3 });
        const { ok, because } = await playRound(5, UP, world);
        assert.deepEqual([ok, because], [false, ["destroy ended with 3: error: no way"]]);
        assert.equal(done.at(-1), "destroy incident-8");
    });
    it("is not ok where the incident doesn't come up", async () => {
        const { world, done } = fakeWorld({
            at: (step) => {
                if (step === "up incident-8") throw new Error("up ended with 1");
            },
        });
        const { ok, because } = await playRound(5, DESTROY, world);
        assert.deepEqual([ok, because], [false, ["up ended with 1"]]);
        assert.equal(done.at(-1), "destroy incident-8");
    });
    it("waits for a cluster that was struck itself", async () => {
        const { world, done } = fakeWorld();
        const { victim: _victim, ...rest } = UP;
        await playRound(5, { ...rest, kind: "node" }, world);
        assert.deepEqual(done.slice(0, 2), ["strike up incident-8", "answering"]);
    });
    it("destroys the incident under way when it is interrupted", async () => {
        const controller = new AbortController();
        const { world, done } = fakeWorld({
            at: (step) => {
                if (step.startsWith("strike")) controller.abort();
            },
        });
        await assert.rejects(playRound(5, UP, world, controller.signal));
        assert.deepEqual(done, ["strike up incident-8", "destroy incident-8"]);
    });
});

describe("a series of rounds", () => {
    const rounds = [UP, DESTROY, { ...UP, round: 3 }];

    it("goes on after one that failed, once the baseline is mended", async () => {
        const { world } = fakeWorld({ differences: ["x"] });
        const mended: string[] = [];
        const played = await chaosSeries(5, rounds, world, {
            mend: async (incident) => mended.push(incident) > 0,
            played: () => undefined,
        });
        assert.deepEqual(
            played.map(({ round, ok }) => [round, ok]),
            [
                [1, false],
                [2, false],
                [3, false],
            ],
        );
        assert.equal(mended.length, 3);
    });
    it("ends where the baseline can't be mended", async () => {
        const { world, said } = fakeWorld({ differences: ["x"] });
        const played = await chaosSeries(5, rounds, world, {
            mend: async () => false,
            played: () => undefined,
        });
        assert.equal(played.length, 1);
        assert.match(said.at(-1) ?? "", /could not be mended/);
    });
    it("keeps what was played before an interrupt", async () => {
        const controller = new AbortController();
        const { world } = fakeWorld();
        const played = await chaosSeries(
            5,
            rounds,
            world,
            { mend: async () => true, played: () => controller.abort() },
            controller.signal,
        );
        assert.deepEqual(
            played.map(({ round }) => round),
            [1],
        );
    });
});
