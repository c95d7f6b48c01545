import assert from "node:assert/strict";
import { verdictOf } from "../../../../infra/cli/check-dependencies.ts";
import { judgeAudit } from "../../../../infra/dependencies/audit.ts";
import { readExceptions } from "../../../../infra/dependencies/exceptions.ts";

const ID = "GHSA-aaaa-bbbb-cccc";
const TODAY = "2026-01-15";
const report = (...via: unknown[]): string =>
    JSON.stringify({ auditReportVersion: 2, vulnerabilities: { left: { via } } });
const advisory = {
    source: 1,
    name: "left",
    title: "Runs what it is told",
    url: `https://example.com/advisories/${ID}`,
    severity: "high",
    range: "<2.0.0",
};
const exception = {
    id: ID,
    package: "left",
    reason: "only reads our own files",
    expires: "2026-02-01",
};

describe("audit", () => {
    it("names each advisory that nobody has decided about, once", () => {
        assert.deepEqual(judgeAudit(report("right", advisory, advisory), [], TODAY), {
            done: true,
            troubles: [`left <2.0.0: high: Runs what it is told (${ID})`],
        });
    });

    it("bears an exception until its day", () => {
        assert.deepEqual(judgeAudit(report(advisory), [exception], TODAY).troubles, []);
        assert.deepEqual(judgeAudit(report(advisory), [exception], "2026-02-02").troubles, [
            `exception ${ID} expired on 2026-02-01: look again`,
        ]);
    });

    it("refuses an exception that nothing needs, or for another package", () => {
        const unused = `exception ${ID} of left: no advisory needs it any more`;
        assert.deepEqual(judgeAudit(report(), [exception], TODAY).troubles, [unused]);
        const other = { ...advisory, name: "right" };
        assert.deepEqual(judgeAudit(report(other), [exception], TODAY).troubles, [
            `right <2.0.0: high: Runs what it is told (${ID})`,
            unused,
        ]);
    });

    const unanswered: [string, string, string][] = [
        [
            "refuses",
            JSON.stringify({
                message: "405 Method Not Allowed - POST https://host/x",
                statusCode: 405,
            }),
            "the registry answers 405 to a question for advisories",
        ],
        [
            "is out of reach",
            JSON.stringify({ message: "request to https://host/x failed, reason: ENOTFOUND" }),
            "the registry can't be reached (ENOTFOUND)",
        ],
        ["says nothing", "", "npm audit printed no report"],
    ];
    for (const [what, printed, because] of unanswered) {
        it(`has not passed where the registry ${what}, and names no host`, () => {
            const audit = judgeAudit(printed, [], TODAY);
            assert.deepEqual(audit, { done: false, because, troubles: [] });
            const note = `not done: ${because}`;
            assert.deepEqual(verdictOf(audit, true).troubles, [note]);
            const { troubles, skipped, note: shown } = verdictOf(audit, false);
            assert.deepEqual([troubles, skipped, shown.startsWith(note)], [[], true, true]);
        });
    }

    it("looks at an exception's day also where nobody answers", () => {
        assert.equal(judgeAudit("", [exception], "2027-01-01").troubles.length, 1);
    });

    it("reads the committed exceptions", () => {
        assert.doesNotThrow(readExceptions);
    });
});
