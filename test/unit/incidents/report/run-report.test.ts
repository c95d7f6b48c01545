import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Document } from "happy-dom";
import type { EvidenceRun } from "../../../../incidents/evidence/schema/run.ts";
import { renderProof } from "../../../../incidents/proof/render.ts";
import type { Proof } from "../../../../incidents/proof/point.ts";
import { modelOf } from "../../../../incidents/report/model/model-of.ts";
import { renderRun } from "../../../../incidents/report/page/run-report.ts";
import { documentIn, rowsOf, words } from "../../../support/report/page.ts";
import { at, interruptedRun, writtenRun } from "../../../support/report/written-run.ts";

const MUSTS = "section:has(#criteria) table";
const RECOVERY = "section:has(#recovery) table";

/** Without its charts, which have tests of their own and take seconds to read. */
async function rendered(run: EvidenceRun): Promise<Document> {
    return documentIn(await renderRun({ ...modelOf(run), charts: [] }));
}

/** The second table of what the prover prints, cell by cell. */
function proversTable(outcome: EvidenceRun["outcome"]): string[][] {
    const [, table = ""] = renderProof(outcome as Proof)
        .split("\n\n")
        .slice(1);
    return table
        .split("\n")
        .slice(2)
        .map((line) =>
            line
                .split("|")
                .slice(1, -1)
                .map((cell) => cell.trim()),
        );
}

describe("the report of a run", () => {
    it("has the prover's criteria, row by row and word by word", async () => {
        const run = writtenRun(({ outcome }) => {
            const [first, , mustNot] = outcome?.criteria ?? [];
            if (first === undefined || mustNot === undefined) throw new Error("no criteria");
            Object.assign(mustNot, { asExpected: false, value: "front-end 2" });
        });
        const document = await rendered(run);
        const shown = [...rowsOf(document, MUSTS), ...rowsOf(document, RECOVERY)];
        const expected = proversTable(run.outcome).map(([...cells]) => {
            const verdict = cells.pop() === "WRONG" ? "✗ WRONG" : "✓ as expected";
            return [...cells.map((cell) => cell || "–"), verdict];
        });
        assert.equal(expected.length, 4);
        assert.deepEqual(shown, expected);
        assert.equal(expected[2]?.at(-1), "✗ WRONG");
    });

    it("says what was changed, from what to what", async () => {
        const document = await rendered(writtenRun());
        const field = "spec.template.spec.containers[?(@.name=='catalogue-db')].resources";
        assert.deepEqual(rowsOf(document, "section:has(#changed) table"), [
            ["Deployment/catalogue-db", `${field}.limits.cpu`, '"500m"', '"50m"'],
            ["Deployment/catalogue-db", `${field}.requests.cpu`, '"100m"', '"25m"'],
        ]);
    });

    it("lists each alert once per time it fired, with its end", async () => {
        const document = await rendered(writtenRun());
        assert.deepEqual(rowsOf(document, "section:has(#alerts) table"), [
            row("SockShopCatalogueDatabaseThrottled", "has to fire", "12:01:48", 30, "12:03:10"),
            row("SockShopCatalogueSlow", "has to fire", "12:01:58", 40, "12:03:32"),
            row("SockShopProductPagesFail", "may fire", "12:02:11", 53, "12:03:26"),
        ]);
        function row(
            ...[name, declared, began, after, ended]: [string, string, string, number, string]
        ): string[] {
            return [name, "warning", declared, began, `${after} s`, ended];
        }
    });

    /** A log line is what a stranger wrote: nothing of it may act. */
    it("shows what was logged as text", async () => {
        const run = writtenRun(({ records, manifest }) => {
            manifest.title = "<img src=x onerror=alert(1)>";
            records.events.push({
                at: at(100),
                type: "Warning",
                reason: "<b>Bad</b>",
                object: "Pod/x",
                message: "</code></li><script>alert(2)</script>",
                count: 1,
            });
            const [first] = records.metrics;
            if (first !== undefined) first.labels["service"] = '"><svg onload=alert(3)>';
        });
        const model = modelOf(run);
        const charts = model.charts.filter(({ id }) => id === "metric-latency-p95");
        const html = await renderRun({ ...model, charts });
        const document = documentIn(html);
        assert.equal(document.querySelectorAll("script, img, iframe, link, object").length, 0);
        assert.equal(document.querySelectorAll("[onload], [onerror], [style]").length, 0);
        const lines = [...document.querySelectorAll(".lines code")].map(words);
        assert.ok(lines.includes(`<script>document.title = 'owned'</script> & "quoted" red`));
        assert.equal(html.includes("\u001b"), false);
        assert.equal(words(document.querySelector("h1")), "<img src=x onerror=alert(1)>");
    });

    it("asks nothing of anywhere, and its policy is that of its own style", async () => {
        const document = await rendered(writtenRun());
        const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
        const style = document.querySelector("style")?.textContent ?? "";
        const hash = createHash("sha256").update(style).digest("base64");
        assert.equal(
            policy,
            `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
        );
        assert.doesNotMatch(style, /url\(|@import/);
        const links = [...document.querySelectorAll("[href], [src]")].map(
            (one) => one.getAttribute("href") ?? one.getAttribute("src") ?? "",
        );
        assert.deepEqual(
            links.filter((link) => !link.startsWith("#")),
            ["../index.html", "timeline.jsonl.gz", "http.jsonl.gz"],
        );
    });

    it("says plainly that a run was interrupted, and gives no verdict", async () => {
        const document = await rendered(interruptedRun(130));
        assert.equal(words(document.querySelector("h1 + p .badge")), "■ interrupted");
        assert.match(
            words(document.querySelector(".notice")),
            /^Interrupted It was interrupted in “seen”; the last that was seen is of 12:02:10 UTC\./,
        );
        assert.match(document.title, /: interrupted$/);
        assert.deepEqual(rowsOf(document, MUSTS), []);
        assert.match(words(document.querySelector("section:has(#recovery)")), /Never compared/);
    });

    it("gives every reason of a run that is not valid", async () => {
        const run = writtenRun((one) => {
            one.status = "invalid";
            if (one.outcome !== undefined)
                one.outcome.invalidBecause = ["must-not seen: a pod restarts anywhere (2)", "x"];
        });
        const document = await rendered(run);
        assert.deepEqual([...document.querySelectorAll(".notice li")].map(words), [
            "must-not seen: a pod restarts anywhere (2)",
            "x",
        ]);
    });

    it("names what the evidence lacks: not seen, left out, torn", async () => {
        const run = writtenRun(({ manifest, torn }) => {
            manifest.budget.truncated = [
                { stream: "logs", records: 1200, bytes: 90_000, since: at(100) },
            ];
            torn.push({ file: "http.jsonl.gz", readable: 12, reason: "unexpected end of file" });
        });
        const document = await rendered(run);
        assert.deepEqual(rowsOf(document, "section:has(#gaps) table"), [
            [
                "logs",
                "12:01:40",
                "2 min 6 s",
                "1200 records left out, evenly over time, for the size of the run",
            ],
            ["metrics", "12:02:09", "8 s", "Prometheus did not answer in 5 s (3 times)"],
            [
                "http.jsonl.gz",
                "12:03:46",
                "a moment",
                "can be read up to record 12: unexpected end of file",
            ],
        ]);
    });

    it("is there for a run of which there is nothing but its manifest", async () => {
        const run = interruptedRun(1);
        for (const name of Object.keys(run.records)) Object.assign(run.records, { [name]: [] });
        run.series = [];
        const document = await rendered(run);
        assert.equal(words(document.querySelector("h1 + p .badge")), "■ interrupted");
        assert.match(words(document.querySelector("section:has(#charts)")), /No series/);
    });
});
