import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineResult } from "../../infra/cli/engine.ts";
import { MALFORMED_STACKS, type MalformedStack, PLANTED } from "./malformed-stacks.ts";

/** One that each stage refuses: the check of the file, the schema, the program, the faults' plan. */
const ONE_OF_EACH = [
    "an indent by a tab",
    "a misspelt key of a fault",
    "a load longer than the expiry",
    "the same fault twice",
];

/** How many a run takes: `SOCK_SHOP_LAB_MALFORMED=all` or a number; default one of each stage. */
export function malformedToPreview(environment = process.env): readonly MalformedStack[] {
    const wanted = environment["SOCK_SHOP_LAB_MALFORMED"] ?? "";
    if (wanted === "all") return MALFORMED_STACKS;
    if (wanted !== "") {
        const count = Number(wanted);
        assert.ok(Number.isInteger(count) && count >= 1, `SOCK_SHOP_LAB_MALFORMED: ${wanted}`);
        return MALFORMED_STACKS.slice(0, count);
    }
    const chosen = MALFORMED_STACKS.filter(({ mistake }) => ONE_OF_EACH.includes(mistake));
    assert.equal(chosen.length, ONE_OF_EACH.length);
    return chosen;
}

/** A checkout with an engine in it. */
export interface Checkout {
    folder: string;
    pulumi(args: string[]): Promise<EngineResult>;
}

/** Puts a malformed file in the place of a stack's, lets the real engine preview it, and holds it to its error. */
export async function previewMalformed(
    checkout: Checkout,
    stack: string,
    { text, key }: MalformedStack,
): Promise<void> {
    const file = join(checkout.folder, `stacks/Pulumi.${stack}.yaml`);
    const sound = readFileSync(file);
    writeFileSync(file, typeof text === "string" ? text.replaceAll(/\btry\b/g, stack) : text);
    try {
        const { code, output } = await checkout.pulumi(["preview", "--stack", stack]);
        assert.notEqual(code, 0, `accepted:\n${output}`);
        const places = [`stacks/Pulumi.${stack}.yaml, ${key}: `, `, ${key}: `];
        assert.ok(
            places.some((place) => output.includes(place)),
            `it does not name ${key}:\n${output}`,
        );
        for (const part of [/^ +allowed: .*\w/gm, /^ +cure: +.*(pulumi|npm run) /gm]) {
            assert.equal(output.match(part)?.length, 1, `not one error in four parts:\n${output}`);
        }
        assert.doesNotMatch(output, /^ +at .+:\d+:\d+\)?$/m, `a stack trace:\n${output}`);
        for (const secret of PLANTED) assert.ok(!output.includes(secret), "it shows the key");
    } finally {
        writeFileSync(file, sound);
    }
}
