import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { list } from "tar";
import { compareRuns, medians } from "../../../../incidents/evidence/compare-runs.ts";
import { readRun } from "../../../../incidents/evidence/read/read-run.ts";
import { findRun } from "../../../../incidents/evidence/read/runs.ts";
import { exportRun } from "../../../../infra/cli/evidence/export-run.ts";
import { listTable, runText } from "../../../../infra/cli/evidence/tables.ts";
import { compareTable } from "../../../../infra/cli/evidence/compare-table.ts";
import { outcome, writeRun } from "../../incidents/evidence/run/written-run.ts";

const FIRST = "2026-01-01T00-00-00-000Z-incident-8";
const SECOND = "2026-01-02T00-00-00-000Z-incident-8";

describe("evidence on the command line", function () {
    // Each command is a process of its own, on a machine that may be busy.
    this.timeout(60_000);
    let out: string;
    before(async () => {
        out = mkdtempSync(join(tmpdir(), "evidence-cli-"));
        await writeRun(out, FIRST).end("valid", outcome());
        const second = writeRun(out, SECOND);
        second.gap("logs", "no route to host");
        await second.end("invalid", outcome({ valid: false, invalidBecause: ["witness red: no"] }));
    });
    after(() => rmSync(out, { recursive: true }));

    function cli(...args: string[]): { code: number | null; stdout: string; stderr: string } {
        const all = ["infra/cli/main.ts", "evidence", ...args, "--out", out];
        const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
        return { code: status, stdout, stderr };
    }

    it("lists runs as JSON, newest first, one that can't be read included", () => {
        mkdirSync(join(out, "2026-01-03T00-00-00-000Z-odd"));
        writeFileSync(join(out, "2026-01-03T00-00-00-000Z-odd/manifest.json"), "{");
        try {
            const { code, stdout } = cli("list", "--json");
            assert.equal(code, 0);
            const runs = JSON.parse(stdout) as { run: string; status: string; problem?: string }[];
            assert.deepEqual(
                runs.map(({ run, status }) => [run.slice(0, 10), status]),
                [
                    ["2026-01-03", "unreadable"],
                    ["2026-01-02", "invalid"],
                    ["2026-01-01", "valid"],
                ],
            );
            assert.match(runs[0]?.problem ?? "", /manifest\.json: Expected property name/);
        } finally {
            rmSync(join(out, "2026-01-03T00-00-00-000Z-odd"), { recursive: true });
        }
    });
    it("says whether a run validates, and ends with 1 where it doesn't", () => {
        const good = cli("show", "01-01", "--check");
        assert.equal(good.stdout, `${FIRST}: validates against version 1, valid\n`);
        assert.equal(good.code, 0);
        const torn = join(out, SECOND, "events.jsonl.gz");
        const whole = readFileSync(torn);
        writeFileSync(torn, "no gzip");
        const bad = cli("show", "latest", "--check", "--json");
        assert.equal(bad.code, 1);
        const { problems } = JSON.parse(bad.stdout) as { problems: string[] };
        assert.deepEqual(problems, [
            "events.jsonl.gz: incorrect header check (0 records can be read)",
            "events.jsonl.gz: not as it was written (SHA-256)",
            "events.jsonl.gz: 0 records, and 1 were written",
        ]);
        writeFileSync(torn, whole);
    });
    it("names the runs there are where it doesn't know the one asked for", () => {
        const { code, stderr, stdout } = cli("show", "incident-99");
        assert.deepEqual([code, stdout], [1, ""]);
        assert.equal(
            stderr,
            [
                `${out}: no run incident-99`,
                `  allowed: latest, or a part of one name: ${SECOND}, ${FIRST}`,
                "  cure:    npm run evidence -- show latest\n",
            ].join("\n"),
        );
    });
    it("finds a run by its name, a part of it, its path, and latest", () => {
        assert.equal(findRun(out, FIRST), join(out, FIRST));
        assert.equal(findRun(out, "01-02"), join(out, SECOND));
        assert.equal(findRun("elsewhere", join(out, FIRST)), join(out, FIRST));
        assert.equal(findRun(out, "latest"), join(out, SECOND));
        assert.throws(() => findRun(out, "incident-8"), /2 runs like incident-8/);
        assert.throws(() => findRun("nowhere", "latest"), /there is none yet/);
    });
    it("shows what happened, what was judged, changed, and not to be had", async () => {
        const text = runText(await readRun(join(out, SECOND)));
        for (const part of [
            "incident-8: Slow catalogue\ninvalid, short pace",
            "- witness red: no",
            /\| 00:00:10 \| applied +\| up/,
            /\| ✓ must +\| pages are slow \| p95 ≥ 1000 ms \| p95 2300 ms \|/,
            /\| SockShopCatalogueDatabaseStarved \| must +\| 40 +\|/,
            /\| during \| Deployment\/catalogue-db \| .*limits\.cpu \| "200m" \| "20m" \|/,
            /\| logs +\| no route to host \| 1 +\|/,
        ]) {
            assert.ok(
                typeof part === "string" ? text.includes(part) : part.test(text),
                `${String(part)} is not in\n${text}`,
            );
        }
        assert.match(
            listTable([]),
            /\| run \| incident \| status \| started \(UTC\) \| took \| pace \| size \|/,
        );
    });
    it("puts a run into one file, and over none", async () => {
        const file = join(out, "a.tar.gz");
        assert.equal(await exportRun(join(out, FIRST), file), file);
        const names: string[] = [];
        await list({ file, onReadEntry: ({ path }) => void names.push(path) });
        assert.deepEqual(names.sort(), [
            `${FIRST}/`,
            ...readdirSync(join(out, FIRST)).map((name) => `${FIRST}/${name}`),
        ]);
        await assert.rejects(exportRun(join(out, FIRST), file), /there already/);
        await assert.rejects(exportRun(join(out, FIRST), "a.zip"), /ends with \.tar\.gz/);
    });
    it("compares two runs: outcome, criteria, alerts, and medians while applied", async () => {
        const [a, b] = [await readRun(join(out, FIRST)), await readRun(join(out, SECOND))];
        const samples: [number, number | null][] = [5, 10, 12, 14, 20].map((second) => [
            Date.parse("2026-01-01T00:00:00Z") / 1000 + second,
            second,
        ]);
        b.records.metrics = [
            { series: "latency-p95", labels: { service: "catalogue" }, samples },
            { series: "latency-p95", labels: { service: "catalogue" }, samples: [[0, 99]] },
        ];
        assert.deepEqual(medians(b), { "latency-p95 catalogue": 12 });
        const rows = compareRuns(a, b);
        const of = (name: string): unknown[] =>
            rows.filter((one) => one.name === name).map((one) => [one.a, one.b, one.unit]);
        assert.deepEqual(of("status"), [["valid", "invalid", ""]]);
        assert.deepEqual(of("apply → red"), [[12.5, 12.5, "s"]]);
        assert.deepEqual(of("phase load"), [[10, 10, "s"]]);
        assert.deepEqual(of("must: pages are slow"), [["✓ p95 2300 ms", "✓ p95 2300 ms", ""]]);
        assert.deepEqual(of("SockShopCatalogueDatabaseStarved"), [[40, 40, "s"]]);
        assert.deepEqual(of("latency-p95 catalogue"), [[undefined, 12, "seconds"]]);
        const text = compareTable(["A", "B"], rows);
        assert.match(text, /\| latency-p95 catalogue \| – \| 12 seconds \|/);
    });
});
