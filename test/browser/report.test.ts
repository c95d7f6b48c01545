import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { writeComparison, writeIndex, writeReport } from "../../incidents/report/write-report.ts";
import { launchBrowser } from "../support/browser.ts";
import { writeRunFolder } from "../support/report/run-folder.ts";
import { interruptedRun, writtenRun } from "../support/report/written-run.ts";

/** Charts of the written run, each drawn for a desk and for a phone. */
const CHARTS = 14;

describe("report in a browser", function () {
    this.timeout(120_000);
    let out: string;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let problems: string[];
    const files: Record<string, string> = {};

    before(async () => {
        out = mkdtempSync(join(tmpdir(), "report-"));
        const folder = writeRunFolder(out, writtenRun());
        const killed = interruptedRun(130);
        killed.manifest.run = "2026-01-31T13-00-00-000Z-incident-8";
        const other = writeRunFolder(out, killed);
        files["report"] = await writeReport(folder);
        files["interrupted"] = await writeReport(other);
        files["comparison"] = await writeComparison(out, folder, other);
        files["list"] = await writeIndex(out);
        browser = await launchBrowser();
    });
    after(async () => {
        await browser?.close();
        rmSync(out, { recursive: true });
    });
    beforeEach(async () => {
        context = await browser.newContext();
        page = await context.newPage();
        problems = [];
        context.on("weberror", (error) => problems.push(error.error().message));
        // What the policy of the page refuses is said here as well.
        context.on("console", (line) => problems.push(line.text()));
    });
    afterEach(async () => {
        await context.close();
        assert.deepEqual(problems, []);
    });

    /** Opens one of the files; it may ask for itself and nothing else. */
    const open = async (name: string): Promise<void> => {
        const url = pathToFileURL(files[name] ?? "").href;
        context.on("request", (request) => {
            if (request.url() !== url) problems.push(`asked for ${request.url()}`);
        });
        await page.goto(url);
    };

    const unfold = (): Promise<unknown> =>
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");

    /** Dark differs in its colours only. */
    const violations = async (): Promise<string[]> => {
        const light = await new AxeBuilder({ page }).analyze();
        await page.emulateMedia({ colorScheme: "dark" });
        const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
        return [...light.violations, ...dark.violations].map(
            ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`,
        );
    };

    for (const name of ["report", "interrupted", "comparison", "list"]) {
        it(`${name}: accessible in light and dark, as wide as its window, alone`, async () => {
            await open(name);
            // What is folded is the same in all, and axe takes its time for every cell.
            if (name === "report") await unfold();
            assert.deepEqual(await violations(), []);
            await unfold();
            for (const width of [1280, 390, 320]) {
                await page.setViewportSize({ width, height: 800 });
                const over = await page.evaluate<number>(
                    "document.documentElement.scrollWidth - innerWidth",
                );
                assert.equal(over, 0, `${name} at ${width}`);
            }
        });
    }

    for (const [width, seen, unseen] of [
        [1280, ".wide", ".narrow"],
        [390, ".narrow", ".wide"],
    ] as const) {
        it(`draws every chart at ${width} pixels, with lines that have a colour`, async () => {
            await page.setViewportSize({ width, height: 800 });
            await open("report");
            await unfold();
            const charts = await page.evaluate<{ lines: number; bad: string[] }[]>(`
                [...document.querySelectorAll("figure.chart ${seen} svg")].map((svg) => {
                    const lines = [...svg.querySelectorAll("g[stroke^='var(--series']")];
                    const look = (one) =>
                        getComputedStyle(one).stroke + (one.getBoundingClientRect().width > 50 ? " wide" : "");
                    return {
                        lines: lines.length,
                        bad: lines.map(look).filter((one) => !/^rgb\\(.*\\) wide$/.test(one)),
                    };
                })`);
            assert.equal(charts.length, CHARTS);
            assert.deepEqual(
                charts.flatMap(({ bad }) => bad),
                [],
            );
            assert.ok(charts.every(({ lines }) => lines > 0));
            assert.equal(await page.locator(`figure.chart ${unseen} svg:visible`).count(), 0);
        });
    }

    it("can be read by keyboard: past the head, into what is folded", async () => {
        await open("report");
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate("document.activeElement.textContent"), "Skip to content");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate("document.activeElement.id"), "main");
        const folded = page.locator("details:has(> .moments)");
        assert.equal(await folded.locator(".moments").isVisible(), false);
        await page.keyboard.press("Tab");
        assert.match(
            await page.evaluate<string>("document.activeElement.textContent"),
            /^\s*All \d+ entries/,
        );
        await page.keyboard.press("Enter");
        assert.equal(await folded.locator(".moments").isVisible(), true);
    });

    it("has each chart as tables, too", async () => {
        await open("report");
        const figures = page.locator("figure.chart");
        for (const figure of await figures.all()) {
            assert.equal(await figure.locator("details table").count(), 2);
            const label = await figure.locator("svg[role=img]").first().getAttribute("aria-label");
            assert.match(label ?? "", /^Chart: .*highest .* at \d\d:\d\d:\d\d/);
        }
    });

    it("unfolds its logs on paper, in the colours of paper", async () => {
        await open("report");
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        assert.equal(await page.locator("nav").isVisible(), false);
        assert.equal(await page.locator("details.log .lines").last().isVisible(), true);
        const colour = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        assert.equal(colour, "rgb(255, 255, 255)");
    });
});
