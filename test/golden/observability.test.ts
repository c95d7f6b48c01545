import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { renderRunbooks } from "../../components/monitoring/signals/runbooks.ts";
import { SEEDS } from "../../components/monitoring/signals/seeds.ts";
import {
    incidentTable,
    seedTable,
    signalTable,
} from "../../components/monitoring/signals/tables.ts";
import { INCIDENTS } from "../../incidents/catalog.ts";
import { assertGolden } from "../support/golden.ts";

const PAGE = "docs/observability.md";

/** The page with each table between its marks as it is now. */
function rendered(): string {
    const tables = {
        seeds: seedTable(SEEDS, SIGNALS),
        signals: signalTable(SIGNALS),
        incidents: incidentTable(INCIDENTS, SIGNALS),
    };
    return Object.entries(tables).reduce(
        (text, [name, table]) => {
            const place = new RegExp(`(<!-- ${name} -->\n\n)[^]*?(\n\n<!-- /${name} -->)`);
            assert.match(text, place, `${PAGE} has no place for the table of ${name}`);
            return text.replace(
                place,
                (_, before: string, after: string) => before + table + after,
            );
        },
        readFileSync(PAGE, "utf8"),
    );
}

describe("documents of the signals", () => {
    it("have a section for each alert's link", () => {
        const page = "docs/runbooks.md";
        assertGolden(page, renderRunbooks(SIGNALS, readFileSync(page, "utf8")));
    });

    it("show the signals as they are", () => assertGolden(PAGE, rendered()));

    it("say of every documented monitor where it is, and of every signal where it is from", () => {
        const names = SIGNALS.map(({ name }) => name);
        for (const { monitor, signals, why } of SEEDS) {
            assert.equal(signals.length === 0, why !== undefined, monitor);
            const [unknown] = signals.filter((name) => !names.includes(name));
            assert.equal(unknown, undefined, `${monitor}: there is no signal ${unknown}`);
        }
    });
});
