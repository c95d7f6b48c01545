import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcome, writeRun } from "../../incidents/evidence/run/written-run.ts";

const FIRST = "2026-01-01T00-00-00-000Z-incident-8";
const SECOND = "2026-01-02T00-00-00-000Z-incident-8";

describe("report on the command line", function () {
    // Each command is a process of its own, on a machine that may be busy.
    this.timeout(60_000);
    let out: string;
    before(async () => {
        out = mkdtempSync(join(tmpdir(), "report-cli-"));
        await writeRun(out, FIRST).end("valid", outcome());
        await writeRun(out, SECOND).end("interrupted", undefined);
    });
    after(() => rmSync(out, { recursive: true }));

    function node(...args: string[]): { code: number | null; stdout: string; stderr: string } {
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
        return { code: status, stdout, stderr };
    }

    function cli(...args: string[]): ReturnType<typeof node> {
        return node("infra/cli/main.ts", "report", ...args, "--out", out);
    }

    it("writes the newest run's report and the list, and prints the path alone", () => {
        const file = join(out, SECOND, "report.html");
        assert.deepEqual(cli(), { code: 0, stdout: `${file}\n`, stderr: "" });
        assert.match(readFileSync(file, "utf8"), /interrupted/);
        const list = readFileSync(join(out, "index.html"), "utf8");
        assert.match(list, new RegExp(`href="${SECOND}/report.html"`));
        assert.match(list, new RegExp(`no report: npm run report -- ${FIRST}`));
    });

    it("takes a part of a name", () => {
        assert.equal(cli("01-01", "--open", "no").stdout, `${join(out, FIRST, "report.html")}\n`);
        assert.ok(existsSync(join(out, FIRST, "report.html")));
    });

    it("puts two runs into one file", () => {
        const { code, stdout } = cli("compare", "01-01", "01-02");
        assert.equal(code, 0);
        assert.equal(stdout, `${join(out, `compare-${FIRST}-${SECOND}.html`)}\n`);
        assert.ok(existsSync(stdout.trim()));
    });

    it("says which runs there are where it is asked for another", () => {
        const { code, stdout, stderr } = cli("incident-9");
        assert.equal(code, 1);
        assert.equal(stdout, "");
        assert.match(stderr, new RegExp(`no run incident-9\n  allowed: .*${SECOND}, ${FIRST}`));
    });

    it("gives the path as the last line of the main job", () => {
        const say = `import { sayReport } from "./infra/cli/report.ts"; await sayReport(${JSON.stringify(out)});`;
        const { stdout } = node("--input-type=module", "--eval", say);
        assert.equal(stdout, `Report: ${join(out, SECOND, "report.html")}\n`);
    });
});
