import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SAVED_VIEWS } from "../../../../../components/monitoring/datadog/saved-views.ts";
import { SEARCHES } from "../../../../../components/monitoring/datadog/searches.ts";
import { findSignal } from "../../../../../components/monitoring/signals/catalogue.ts";

const FOLDER = "components/monitoring/datadog";

interface Row {
    seed: string;
    file: string;
    title: string;
    note: string;
}

/** The rows of the table in docs/datadog.md. */
function rows(): Row[] {
    const [, table = ""] = readFileSync("docs/datadog.md", "utf8").split("## Seed queries");
    return table
        .split("\n")
        .filter((line) => line.startsWith("| ") && !/^\| (seed|---)/.test(line))
        .map((line) => {
            const [seed = "", , where = "", note = ""] = line
                .slice(2, -1)
                .split(" | ")
                .map((cell) => cell.trim());
            const [, file = "", title = ""] = /^`([^`]+)`: (.+)$/.exec(where) ?? [];
            return { seed, file, title, note };
        });
}

describe("table of seed queries in docs/datadog.md", () => {
    const table = rows();

    it("has rows, and each names a file and something in it", () => {
        assert.ok(table.length > 80, `${table.length} rows`);
        for (const { seed, file, title } of table) {
            const path = join(FOLDER, file);
            assert.ok(file !== "" && existsSync(path), `${seed}: ${file}`);
            assert.ok(
                readFileSync(path, "utf8").includes(`"${title}"`),
                `${seed}: no "${title}" in ${file}`,
            );
        }
    });

    it("names only signals that there are", () => {
        const named = table.flatMap(({ note }) => note.match(/SockShop\w+/g) ?? []);
        assert.ok(named.length > 10);
        assert.deepEqual(
            named.filter((name) => findSignal(name) === undefined),
            [],
        );
    });

    it("leaves no saved view and no search out", () => {
        const titles = new Set(table.map(({ title }) => title));
        const notes = table.map(({ note }) => note).join("\n");
        const all = [
            ...SAVED_VIEWS.map(({ name }) => name),
            ...Object.values(SEARCHES).flatMap((list) => list.map(({ title }) => title)),
        ];
        assert.deepEqual(
            all.filter((title) => !titles.has(title) && !notes.includes(`\`${title}\``)),
            [],
        );
    });

    it("has the saved views' queries to the letter", () => {
        for (const { name, query } of SAVED_VIEWS) {
            assert.equal(table.find(({ title }) => title === name)?.seed, `\`${query}\``);
        }
    });
});
