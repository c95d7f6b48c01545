import assert from "node:assert/strict";
import { TEN } from "../../../support/ten-points.ts";
import { failed, FAST, play, SLOW } from "./stage.ts";

describe("a proof", () => {
    it("is valid with ten points, each of which holds", async () => {
        const { proof, commands } = await play();
        assert.deepEqual(
            proof.points.map(({ name }) => name),
            TEN,
        );
        assert.equal(proof.valid, true);
        assert.deepEqual(proof.invalidBecause, []);
        assert.deepEqual(commands, [
            "previewUnchanged b",
            "up s",
            "destroy s",
            "previewUnchanged b",
        ]);
    });
    it("takes the times from the end of the engine's commands", async () => {
        const { proof } = await play({
            reading: ({ moment, seconds }) => ({
                catalogueP95Ms: moment === "applied" ? seconds * 10 : 0,
            }),
        });
        assert.equal(proof.applyToRedSeconds, 10);
        assert.equal(proof.destroyToGreenSeconds, 1);
    });
    it("names each must that is not met, with what was seen, and how often it held", async () => {
        const never = { ...SLOW, name: "pages are very slow", holds: () => false };
        const result = await play({
            incident: { must: [SLOW, never] },
            options: { redTimeoutMs: 5_000 },
        });
        assert.deepEqual(failed(result), ["witness red"]);
        assert.equal(result.proof.valid, false);
        assert.deepEqual(result.proof.invalidBecause, [
            "witness red: must not met: pages are very slow (p95 500 ms; expected p95 ≥ 100 ms; held never)",
        ]);
        assert.deepEqual(
            result.proof.criteria.map(({ name, asExpected }) => [name, asExpected]),
            [
                ["pages are slow", true],
                ["pages are very slow", false],
                ["pages fail", true],
                ["pages are fast", true],
            ],
        );
    });
    it("is not valid where something else is found that is looked at before it is taken away", async () => {
        const told = ["readable by an investigator: a name"];
        const said: string[] = [];
        const whileApplied = (): Promise<string[]> => {
            said.push("looked at something besides");
            return Promise.resolve(told);
        };
        const say = (line: string): number => said.push(line);
        const result = await play({ options: { whileApplied, say } });
        assert.deepEqual(said.map((line) => line.replace(/^. | \(.*/g, "")).slice(-6, -3), [
            "nothing else broke",
            "looked at something besides",
            "reverted",
        ]);
        assert.deepEqual(failed(result), []);
        assert.equal(result.proof.valid, false);
        assert.deepEqual(result.proof.invalidBecause, told);
        const clean = await play({ options: { whileApplied: () => Promise.resolve([]) } });
        assert.equal(clean.proof.valid, true);
    });
    it("needs the signature twice in a row", async () => {
        let turn = 0;
        const result = await play({
            // Every other look: at the edge.
            incident: { must: [{ ...SLOW, holds: () => turn++ % 2 === 0 }] },
            options: { redTimeoutMs: 20_000 },
        });
        assert.deepEqual(failed(result), ["witness red"]);
        assert.match(result.proof.invalidBecause[0] ?? "", /must not met: pages are slow/);
    });
    it("names a must-not that was seen for a moment only, with what was seen first", async () => {
        const result = await play({
            reading: ({ moment, seconds }) => ({
                catalogueP95Ms: moment === "applied" && seconds >= 10 ? 500 : 10,
                failedShare:
                    moment !== "applied" ? 0 : seconds === 4 ? 0.25 : seconds === 5 ? 0.5 : 0,
            }),
        });
        assert.deepEqual(failed(result), ["nothing else broke"]);
        assert.deepEqual(result.proof.invalidBecause, [
            "nothing else broke: must-not seen: pages fail (0.25 failed)",
        ]);
        const row = result.proof.criteria.find(({ group }) => group === "must not");
        assert.deepEqual([row?.asExpected, row?.looks?.held], [false, 2]);
    });
    it("ends at red by the short pace, however long the load", async () => {
        const { proof, destroyedAfter } = await play({ load: () => "running" });
        assert.equal(proof.valid, true);
        assert.equal(destroyedAfter, 1);
    });
    it("waits for the signature as long as the load runs", async () => {
        const late = (second: number) =>
            play({
                load: (seconds) => (seconds < 200 ? "running" : "ended"),
                reading: ({ moment, seconds }) => ({
                    catalogueP95Ms: moment === "applied" && seconds >= second ? 500 : 10,
                }),
            });
        assert.equal((await late(190)).proof.valid, true);
        assert.deepEqual(failed(await late(210)), ["witness red"]);
    });
    it("goes on at the documented pace until the load has ended, and keeps the figures' spread", async () => {
        const { proof, destroyedAfter } = await play({
            options: { pace: "documented" },
            load: (seconds) => (seconds < 30 ? "running" : "ended"),
            reading: ({ moment, seconds }) => ({
                catalogueP95Ms: moment === "applied" ? 100 + seconds : 10,
            }),
        });
        assert.equal(proof.valid, true);
        assert.equal(destroyedAfter, 30);
        const [must] = proof.criteria;
        // Two looks at 101 s, since the signature has to hold twice.
        assert.deepEqual(must?.spread, { unit: "ms", min: 101, median: 115, max: 130 });
        assert.deepEqual(must?.looks, { held: 31, of: 31 });
    });
    it("checks the must-nots all along at the documented pace", async () => {
        const result = await play({
            options: { pace: "documented" },
            load: (seconds) => (seconds < 30 ? "running" : "ended"),
            reading: ({ moment, seconds }) =>
                moment === "applied"
                    ? { catalogueP95Ms: 500, failedShare: seconds === 29 ? 1 : 0 }
                    : {},
        });
        assert.deepEqual(failed(result), ["nothing else broke"]);
    });
    it("is not valid where the load is gone before its end, at any pace", async () => {
        for (const pace of ["short", "documented"] as const) {
            const result = await play({
                options: { pace },
                load: (seconds) => (seconds < 1 ? "running" : "none"),
            });
            assert.deepEqual(result.proof.invalidBecause, ["nothing else broke: the load is gone"]);
        }
    });
    it("is not valid where nobody looked for long, and names what lacked", async () => {
        const blind = (until: number) =>
            play({
                options: { pace: "documented" },
                load: (seconds) => (seconds < 120 ? "running" : "ended"),
                lacking: ({ moment, seconds }) =>
                    moment === "applied" && seconds > 20 && seconds < until
                        ? ["pods: no news"]
                        : [],
            });
        assert.equal((await blind(60)).proof.valid, true);
        assert.deepEqual((await blind(70)).proof.invalidBecause, [
            "nothing else broke: no look for 50 s",
        ]);
        assert.deepEqual((await blind(10_000)).proof.invalidBecause, [
            "nothing else broke: no look for 100 s (pods: no news)",
        ]);
    });
    it("is not valid where the load broke instead of ending", async () => {
        const result = await play({
            options: { pace: "documented" },
            load: (seconds) => (seconds < 30 ? "running" : "failed"),
        });
        assert.deepEqual(result.proof.invalidBecause, [
            "nothing else broke: the load fails (DeadlineExceeded)",
        ]);
    });
    it("destroys also after a failed up, and then says what failed", async () => {
        const { proof, commands } = await play({ codes: { up: [255] } });
        assert.ok(commands.includes("destroy s"));
        assert.deepEqual(proof.invalidBecause, ["applied: error: up went wrong because"]);
        assert.equal(
            proof.points.find(({ name }) => name === "applied")?.seen,
            "error: up went wrong because\n\nwarning: w\n  error: up went wrong\n    because\n\nmore",
        );
    });
    it("says why a recovery failed", async () => {
        const { proof } = await play({ codes: { destroy: [1] } });
        assert.deepEqual(proof.invalidBecause, ["reverted: error: destroy went wrong because"]);
    });
    it("touches nothing on a baseline that isn't what it says", async () => {
        const { proof, commands } = await play({ codes: { previewUnchanged: [7] } });
        assert.deepEqual(commands, ["previewUnchanged b"]);
        assert.deepEqual(proof.invalidBecause, [
            "baseline green: the preview of b finds changes (cure: pulumi up --stack b --refresh)",
        ]);
    });
    it("names what is left, and what is not as before", async () => {
        const left = await play({ leftOvers: ["Job load-s"] });
        assert.deepEqual(left.proof.invalidBecause, ["reverted: left: Job load-s"]);
        const other = await play({ content: (turn) => ({ sock: turn === 1 ? 9 : 8 }) });
        assert.deepEqual(other.proof.invalidBecause, ["baseline equal: sock rows: 9 → 8"]);
        assert.deepEqual(other.proof.differences, [
            { object: "sock", field: "rows", expected: "9", found: "8" },
        ]);
        const drifted = await play({ codes: { previewUnchanged: [0, 7] } });
        assert.deepEqual(drifted.proof.invalidBecause, [
            "baseline equal: the preview of b finds changes",
        ]);
        assert.deepEqual(
            drifted.proof.differences.map(({ object, field }) => `${object} ${field}`),
            ["stack b preview"],
        );
    });
    it("names what did not come back, and a must-not that stayed", async () => {
        const result = await play({
            reading: ({ moment }) => (moment === "healthy" ? {} : { catalogueP95Ms: 500 }),
        });
        assert.deepEqual(result.proof.invalidBecause, [
            "witness green: not recovered: pages are fast (p95 500 ms; expected p95 < 100 ms)",
        ]);
        const failing = await play({
            reading: ({ moment }) =>
                moment === "reverted" ? { failedShare: 1 } : { catalogueP95Ms: 500 },
        });
        assert.deepEqual(failing.proof.invalidBecause, [
            "witness green: must-not still seen: pages fail (1 failed)",
        ]);
    });
    it("ends with the error of a criterion on what nobody measures, after the recovery", async () => {
        const blind = {
            ...SLOW,
            holds: () => {
                throw new Error("nobody measures orders");
            },
        };
        const { proof, commands } = await play({ incident: { must: [blind] } });
        assert.ok(commands.includes("destroy s"));
        assert.deepEqual(proof.invalidBecause, ["run: nobody measures orders"]);
        assert.equal(proof.valid, false);
    });
});

describe("a proof of a control", () => {
    it("is seen, not red, and watched to the end of the load at any pace", async () => {
        const { proof, destroyedAfter } = await play({
            incident: { id: "control-load", control: true, must: [FAST], recovered: [FAST] },
            reading: () => ({}),
            load: (seconds) => (seconds < 40 ? "running" : "ended"),
        });
        assert.equal(proof.valid, true);
        assert.equal(proof.points[3]?.name, "witness seen");
        assert.equal(destroyedAfter, 40);
    });
});
