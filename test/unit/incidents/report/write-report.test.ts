import assert from "node:assert/strict";
import {
    appendFileSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    writeComparison,
    writeIndex,
    writeReport,
} from "../../../../incidents/report/write-report.ts";
import { keepReport } from "../../../../infra/cli/report.ts";
import { documentIn, rowsOf, words } from "../../../support/report/page.ts";
import { writeRunFolder } from "../../../support/report/run-folder.ts";
import { interruptedRun, writtenRun } from "../../../support/report/written-run.ts";

describe("reports on disk", function () {
    // Reading a whole page takes its time where several tests do so at once.
    this.timeout(60_000);
    let out: string;
    beforeEach(() => {
        out = mkdtempSync(join(tmpdir(), "report-"));
    });
    afterEach(() => rmSync(out, { recursive: true }));

    const read = (file: string): ReturnType<typeof documentIn> =>
        documentIn(readFileSync(file, "utf8"));

    it("lie in the run's folder, and the list leads to them", async () => {
        const folder = writeRunFolder(out, writtenRun());
        assert.equal(await writeReport(folder), join(folder, "report.html"));
        const broken = join(out, "2026-02-01T00-00-00-000Z-incident-3");
        mkdirSync(broken);
        writeFileSync(join(broken, "manifest.json"), "{");
        const index = read(await writeIndex(out));
        assert.deepEqual(rowsOf(index, "table"), [
            [
                "2026-01-31 12:00:00",
                "incident-8",
                "Catalogue database degradation",
                "✓ valid",
                "short",
                "3 min 46 s",
            ],
        ]);
        const link = index.querySelector("td a")?.getAttribute("href") ?? "";
        assert.ok(existsSync(join(out, link)), link);
        assert.match(words(index.querySelector("section:has(#unreadable) li")), /incident-3/);
    });

    /** What a killed writer leaves: its manifest says that it runs, and the last line of a stream is half. */
    it("say of what a killed command left that it was interrupted", async () => {
        const folder = writeRunFolder(out, interruptedRun(130));
        appendFileSync(join(folder, "http.jsonl"), '{"at":"2026-01-31T12:0');
        const page = read(await writeReport(folder));
        assert.equal(words(page.querySelector("h1 + p .badge")), "■ interrupted");
        const gaps = rowsOf(page, "section:has(#gaps) table").map(([what]) => what);
        assert.deepEqual(gaps, ["metrics", "http.jsonl"]);
        assert.equal(page.querySelectorAll("figure.chart").length, 14);
    });

    it("show two runs side by side, from when each was applied, at one scale", async () => {
        const a = writeRunFolder(out, writtenRun());
        const other = writtenRun((run) => {
            run.manifest.run = "2026-01-31T13-00-00-000Z-incident-8";
            for (const page of run.records.http) page.ms *= 2;
            const [first] = run.outcome?.criteria ?? [];
            if (first !== undefined) Object.assign(first, { value: "99 %", asExpected: false });
        });
        const page = read(await writeComparison(out, a, writeRunFolder(out, other)));
        assert.deepEqual(rowsOf(page, "section:has(#criteria) table")[0], [
            "must: catalogue-db is throttled",
            "97 %",
            "✓ as expected",
            "99 %",
            "✗ WRONG",
        ]);
        const charts = ["a", "b"].map((side) =>
            page.querySelector(`figure[aria-labelledby="${side}-pages-latency"]`),
        );
        const texts = charts.map((one) =>
            [...(one?.querySelectorAll(".wide svg text") ?? [])].map(words),
        );
        assert.deepEqual(texts[0], texts[1]);
        assert.ok(texts[0]?.includes("8 000"), texts[0]?.join(" "));
        assert.ok(texts[0]?.includes("0:00"), texts[0]?.join(" "));
    });

    it("that can't be written are named, and end nothing", async () => {
        const said: string[] = [];
        await keepReport(join(out, "none"), (line) => said.push(line));
        assert.equal(said.length, 1);
        assert.match(said[0] ?? "", /^report not written: .*none/);
    });
});
