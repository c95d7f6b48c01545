import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { incidentFiles, incidentTable, type Row } from "../../../../infra/cli/incidents.ts";

const NOW = new Date("2025-11-21T12:10:00Z");

describe("the list of incidents", () => {
    it("says of each its state, its age, when it ends and what it holds", () => {
        const baseline = "baseline";
        const rows: Row[] = [
            { stack: "incident-3", baseline, state: "not up", holds: [] },
            {
                stack: "incident-6",
                baseline,
                state: "active",
                since: "2025-11-21T12:00:00.123Z",
                expires: "2025-11-21T12:30:01.000Z",
                holds: [
                    "Deployment sock-shop/payment",
                    "Service sock-shop/payment",
                    "Deployment sock-shop/user",
                    "the broker's policies",
                ],
            },
            {
                stack: "incident-8",
                baseline,
                state: "expired",
                since: "2025-11-21T10:00:00.000Z",
                expires: "2025-11-21T10:30:05.000Z",
                holds: [],
            },
            {
                stack: "incident-9",
                baseline,
                state: "active",
                since: "2025-11-21T11:39:00.000Z",
                expires: "2025-11-21T12:09:00.000Z",
                holds: [],
            },
        ];
        assert.deepEqual(
            incidentTable(rows, NOW)
                .split("\n")
                .map((line) => line.replace(/ +\|/g, " |").replace(/-+/g, "-")),
            [
                "| incident | state | since (UTC) | age | expires (UTC) | holds |",
                "| - | - | - | - | - | - |",
                "| incident-3 | not up | | | | |",
                "| incident-6 | active | 2025-11-21 12:00:00 | 10 min 0 s | 2025-11-21 12:30:01, in 20 min 1 s | Deployment payment, user; Service payment; the broker's policies |",
                "| incident-8 | expired | 2025-11-21 10:00:00 | 2 h 10 min | 2025-11-21 10:30:05 | |",
                "| incident-9 | active | 2025-11-21 11:39:00 | 31 min 0 s | 2025-11-21 12:09:00, due since 1 min 0 s | |",
            ],
        );
    });

    describe("from the stack files", () => {
        let folder: string;
        beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "stacks-"))));
        afterEach(() => rmSync(folder, { recursive: true }));
        const write = (stack: string, text: string): void =>
            writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);

        it("has those of role incident, with the baseline they lie over, mistakes or not", () => {
            write("baseline", "config:\n  sock-shop:role: baseline\n");
            write("one", "config:\n  sock-shop:role: incident\n  sock-shop:fautls: 7\n");
            write("two", "config:\n  sock-shop:role: incident\n  sock-shop:baseline: other\n");
            writeFileSync(join(folder, "README.md"), "# stacks\n");
            assert.deepEqual(incidentFiles(folder), [
                { stack: "one", baseline: "baseline" },
                { stack: "two", baseline: "other" },
            ]);
        });
        it("survives a file that is empty", () => {
            write("none", "");
            assert.deepEqual(incidentFiles(folder), []);
        });
    });

    it("is there without a cluster, and says that the baseline is not up", () => {
        const folder = mkdtempSync(join(tmpdir(), "no-state-"));
        try {
            const { status, stdout, stderr } = spawnSync(
                process.execPath,
                ["infra/cli/main.ts", "incidents", "--json"],
                {
                    encoding: "utf8",
                    env: { ...process.env, PULUMI_BACKEND_URL: `file://${folder}` },
                },
            );
            assert.equal(status, 0, stderr);
            const rows = JSON.parse(stdout) as Row[];
            const names = incidentFiles().map(({ stack }) => stack);
            assert.deepEqual(rows.map(({ stack }) => stack).sort(), names.sort());
            assert.ok(rows.every(({ state }) => state === "not up"));
            assert.match(stderr, /^stack baseline is not up: pulumi up --stack baseline/);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
