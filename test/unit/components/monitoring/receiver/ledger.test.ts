import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ledger } from "../../../../../components/monitoring/receiver/src/ledger.ts";
import type { NotifiedAlert } from "../../../../../components/monitoring/receiver/src/notification.ts";

const START = "2025-11-05T20:59:45.000Z";
const END = "2025-11-05T21:03:10.000Z";

function told(status: "firing" | "resolved", changes: Partial<NotifiedAlert> = {}): NotifiedAlert {
    return {
        status,
        fingerprint: "a1",
        labels: { alertname: "SockShopCatalogueErrors", severity: "critical" },
        annotations: { summary: "pages fail" },
        startsAt: START,
        endsAt: status === "firing" ? "0001-01-01T00:00:00Z" : END,
        ...changes,
    };
}

const at = (time: string): Date => new Date(`2025-11-05T${time}Z`);

describe("the ledger of alerts", () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "ledger-"));
        file = join(folder, "alerts.jsonl");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const begun = {
        fingerprint: "a1",
        name: "SockShopCatalogueErrors",
        labels: { alertname: "SockShopCatalogueErrors", severity: "critical" },
        annotations: { summary: "pages fail" },
        startsAt: START,
        toldAt: "2025-11-05T20:59:46.000Z",
    };
    const ended = { ...begun, endsAt: END, endToldAt: "2025-11-05T21:03:20.000Z" };

    function ledgerWithOne(): Ledger {
        const ledger = new Ledger(file, at("20:00:00"));
        ledger.add([told("firing")], at("20:59:46"));
        return ledger;
    }

    it("keeps when an alert began and when it was told, and the same told again changes nothing", () => {
        const ledger = ledgerWithOne();
        ledger.add([told("firing")], at("21:01:00"));
        assert.deepEqual(ledger.since(new Date(0)), [begun]);
        assert.equal(readFileSync(file, "utf8"), `${JSON.stringify(begun)}\n`);
    });

    it("adds its end, and keeps the first word of it", () => {
        const ledger = ledgerWithOne();
        ledger.add([told("resolved")], at("21:03:20"));
        ledger.add([told("resolved", { endsAt: "2025-11-05T22:00:00Z" })], at("22:00:01"));
        assert.deepEqual(ledger.since(new Date(0)), [ended]);
    });

    it("keeps the next time that it fires apart", () => {
        const ledger = ledgerWithOne();
        ledger.add([told("resolved")], at("21:03:20"));
        ledger.add([told("firing", { startsAt: "2025-11-05T21:30:00.000Z" })], at("21:30:01"));
        assert.deepEqual(
            ledger.since(new Date(0)).map(({ startsAt, endsAt }) => [startsAt, endsAt]),
            [
                [START, END],
                ["2025-11-05T21:30:00.000Z", undefined],
            ],
        );
    });

    it("gives what fires or ended since, whenever it began", () => {
        const ledger = ledgerWithOne();
        ledger.add([told("firing", { fingerprint: "b2" })], at("20:59:47"));
        ledger.add([told("resolved")], at("21:03:20"));
        const since = (time: string): string[] =>
            ledger.since(at(time)).map(({ fingerprint }) => fingerprint);
        assert.deepEqual(since("21:03:10"), ["a1", "b2"]);
        assert.deepEqual(since("21:03:11"), ["b2"]);
    });

    it("knows after a restart what it knew before, in one line an alert", () => {
        ledgerWithOne().add([told("resolved")], at("21:03:20"));
        const again = new Ledger(file, at("21:04:00"));
        assert.deepEqual(again.since(new Date(0)), [ended]);
        const [line = "", ...rest] = readFileSync(file, "utf8").split("\n");
        assert.deepEqual([JSON.parse(line), rest], [ended, [""]]);
    });

    it("leaves out a line that was cut off while it was written", () => {
        ledgerWithOne();
        appendFileSync(file, '{"fingerprint":"b2","na');
        assert.deepEqual(new Ledger(file, at("21:00:00")).since(new Date(0)), [begun]);
    });

    it("says so where the file is damaged otherwise, instead of beginning anew", () => {
        writeFileSync(file, '{"fingerprint":\n');
        assert.throws(() => new Ledger(file), SyntaxError);
    });

    it("forgets at its start what ended more than a week ago, and nothing that fires", () => {
        const ledger = ledgerWithOne();
        ledger.add([told("firing", { fingerprint: "b2" })], at("20:59:47"));
        ledger.add([told("resolved")], at("21:03:20"));
        const kept = (time: string): number => new Ledger(file, new Date(time)).size;
        assert.equal(kept("2025-11-12T21:03:09Z"), 2);
        assert.equal(kept("2025-11-12T21:03:11Z"), 1);
    });

    it("ends an alert of whose end nobody told, when the same fires anew", () => {
        const ledger = new Ledger(file);
        ledger.add([told("firing")], at("20:59:46"));
        ledger.add([told("firing", { startsAt: END })], at("21:03:11"));
        const ended = { ...begun, endsAt: END, endToldAt: "2025-11-05T21:03:11.000Z" };
        const anew = { ...begun, startsAt: END, toldAt: "2025-11-05T21:03:11.000Z" };
        assert.deepEqual(ledger.since(at("20:00:00")), [ended, anew]);
        assert.deepEqual(new Ledger(file, at("21:05:00")).since(at("20:00:00")), [ended, anew]);
    });
});
