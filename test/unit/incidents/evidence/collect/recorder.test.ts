import assert from "node:assert/strict";
import { join } from "node:path";
import { Recorder } from "../../../../../incidents/evidence/collect/recorder.ts";
import type { Sources } from "../../../../../incidents/evidence/collect/sources.ts";
import { problemsOf } from "../../../../../incidents/evidence/read/check-run.ts";
import { readRun } from "../../../../../incidents/evidence/read/read-run.ts";
import type { EvidenceRun } from "../../../../../incidents/evidence/schema/run.ts";
import { RunWriter } from "../../../../../incidents/evidence/write/run-writer.ts";
import { CALM } from "../../readings.ts";
import { outcome, outFolder } from "../run/written-run.ts";
import { deployment, snapshot, sources } from "./fake-sources.ts";

describe("the recorder of a proof", () => {
    let out: string;
    let remove: () => void;
    beforeEach(() => ({ out, remove } = outFolder()));
    afterEach(() => remove());

    async function recorded(
        overrides: Partial<Sources>,
        use: (recorder: Recorder) => void | Promise<void>,
        keepTimeoutMs = 5_000,
    ): Promise<EvidenceRun> {
        const run = "2026-01-01T00-00-00-000Z-incident-8";
        const title = { run, incident: "incident-8", title: "t", stack: "incident-8" };
        const writer = new RunWriter(
            join(out, run),
            { ...title, pace: "short", withoutFault: false },
            assert.fail,
        );
        const recorder = new Recorder({
            ...{ writer, incident: "incident-8", stack: "incident-8", keepTimeoutMs },
            sources: sources(overrides),
        });
        await use(recorder);
        await recorder.close();
        await writer.end("valid", outcome());
        return await readRun(writer.folder);
    }

    it("leaves a run that validates, with what was told and what was asked for", async () => {
        const run = await recorded(
            {
                objects: () =>
                    Promise.resolve({
                        "Deployment/catalogue-db": deployment("catalogue-db", "20m"),
                    }),
            },
            async (recorder) => {
                recorder.before(snapshot());
                recorder.reading(new Date(), "healthy", { ...CALM, catalogueP95Ms: Number.NaN });
                recorder.phase("apply");
                recorder.mark("applied", "up");
                recorder.phase("load");
                recorder.page({ latencyMs: 1.26, status: 200, error: undefined }, 1_000);
                recorder.page({ latencyMs: 15_000, status: 0, error: "refused" }, 2_000);
                recorder.criteria(outcome().criteria);
                await recorder.keep();
                recorder.phase("destroy");
                recorder.after(snapshot());
            },
        );
        assert.deepEqual(problemsOf(run), []);
        assert.deepEqual(run.manifest.gaps, []);
        assert.deepEqual(
            run.records.http.map(({ at, phase, ms, error }) => [at, phase, ms, error]),
            [
                ["1970-01-01T00:00:01.000Z", "load", 1.3, undefined],
                ["1970-01-01T00:00:02.000Z", "load", 15_000, "refused"],
            ],
        );
        assert.deepEqual(run.records.criteria, outcome().criteria);
        assert.deepEqual(
            run.records.changes.map(({ moment, old, new: now }) => [moment, old, now]),
            [["during", '"200m"', '"20m"']],
        );
        assert.equal(run.records.readings[0]?.catalogueP95Ms, null);
        assert.ok(run.series.some(({ id }) => id === "latency-p95"));
    });
    it("looks at what was changed as soon as it is applied", async () => {
        const changed = { "Deployment/catalogue-db": deployment("catalogue-db", "20m") };
        const run = await recorded({ objects: () => Promise.resolve(changed) }, (recorder) => {
            recorder.before(snapshot());
            recorder.mark("applied", "up");
        });
        assert.deepEqual(
            run.records.changes.map((one) => one.new),
            ['"20m"'],
        );
    });
    it("names who doesn't answer, and keeps what the others say", async () => {
        const away = (): Promise<never> => Promise.reject(new Error("no route to host"));
        const run = await recorded(
            {
                ...{ series: away, lineCounts: away, alerts: away, objects: away, broker: away },
                loadLog: away,
                events: () =>
                    Promise.resolve([
                        {
                            ...{ at: "2026-01-01T00:00:01Z", type: "Normal", reason: "Killing" },
                            ...{ object: "Pod/a", message: "m", count: 1 },
                        },
                    ]),
            },
            async (recorder) => {
                recorder.before(snapshot());
                recorder.mark("applied", "up");
                await recorder.keep();
            },
        );
        assert.deepEqual(problemsOf(run), []);
        assert.deepEqual([...new Set(run.manifest.gaps.map(({ source }) => source))].sort(), [
            ...["alerts", "broker during", "load", "logs", "metrics", "objects during"],
        ]);
        assert.equal(run.records.events.length, 1);
    });
    it("holds no recovery up that waits for an answer which never comes", async () => {
        let release = (): void => undefined;
        const never = new Promise<string>((resolve) => (release = () => resolve("")));
        const run = await recorded(
            { loadLog: () => never },
            async (recorder) => {
                await recorder.keep();
                release();
            },
            20,
        );
        assert.deepEqual(
            run.manifest.gaps.map(({ source, reason }) => `${source}: ${reason}`),
            ["before the recovery: not all sources have answered within 0.02 s"],
        );
    });
});
