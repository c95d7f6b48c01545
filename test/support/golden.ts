import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { diff } from "jest-diff";
import { sortKeys } from "../../components/kit/sort-keys.ts";

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

/** JSON with sorted keys, so that a difference is a difference in content. */
export function stableJson(value: unknown): string {
    return `${JSON.stringify(sortKeys(value), undefined, 2)}\n`;
}
