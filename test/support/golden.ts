import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { diff } from "jest-diff";
import { format } from "prettier";
import { sortKeys } from "../../components/kit/sort-keys.ts";
import { type Golden, isView } from "../../infra/review/golden.ts";

/**
 * Holds a text equal to the committed one. `GOLDEN=update` rewrites it, on a person's machine only: a
 * missing file is a failure everywhere else.
 */
export function assertGolden(file: string, text: string): void {
    if (process.env["GOLDEN"] === "update") {
        writeFileSync(file, text);
        return;
    }
    assert.ok(existsSync(file), `${file} is missing: run npm run golden and commit it`);
    const committed = readFileSync(file, "utf8");
    if (committed === text) return;
    const shown = diff(committed, text, {
        aAnnotation: "committed",
        bAnnotation: "rendered now",
        contextLines: 3,
        expand: false,
        // Plain text: the message is read in logs and pull requests.
        aColor: String,
        bColor: String,
        commonColor: String,
        patchColor: String,
    });
    assert.fail(`${file}: read the difference; if it is meant, run npm run golden\n${shown ?? ""}`);
}

/** A value as text that is equal for equal content: keys in order, a line each. */
export function stableJson(value: unknown): string {
    return `${JSON.stringify(sortKeys(value), undefined, 2)}\n`;
}

/** A golden file's text: equal content is equal text, and a difference has a line of its own. */
export async function goldenText(golden: Golden): Promise<string> {
    if (!isView(golden)) return stableJson(golden);
    // What fits into a line stands in one: a change of the shop is a line.
    return await format(JSON.stringify(golden), { parser: "json", printWidth: 160, tabWidth: 2 });
}
