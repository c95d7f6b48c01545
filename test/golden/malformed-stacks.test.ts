import assert from "node:assert/strict";
import { LabError } from "../../components/kit/error.ts";
import { parseStackFile } from "../../infra/config/file.ts";
import { NAMESPACE, parseConfig } from "../../infra/config/load.ts";
import { sourceOf } from "../../infra/config/source.ts";
import { program } from "../../infra/program/program.ts";
import { assertGolden } from "../support/golden.ts";
import { MALFORMED_STACKS, type MalformedStack, PLANTED } from "../support/malformed-stacks.ts";
import type { HealthyLab } from "../../infra/review/healthy-lab.ts";
import { offlineGround } from "../../infra/review/offline-ground.ts";
import { registeredBy } from "../../infra/review/registered.ts";
import { renderedLab } from "../../infra/review/render.ts";

const PLACE = { stack: "try", file: "stacks/Pulumi.try.yaml" };

let healthy: HealthyLab;

/** What a preview does with a file: the check before the engine, then the real program, without a cluster. */
async function preview(text: MalformedStack["text"]): Promise<void> {
    const raw = parseStackFile(text, PLACE);
    const source = sourceOf({ ...PLACE, namespace: NAMESPACE, read: () => String(text) });
    await program(PLACE.stack, parseConfig(raw, source), offlineGround([], healthy));
}

async function refusal(text: MalformedStack["text"]): Promise<LabError> {
    let refused: unknown;
    const registered = await registeredBy(async () => {
        try {
            await preview(text);
        } catch (error) {
            refused = error;
        }
    });
    assert.ok(refused !== undefined, "it was accepted");
    assert.ok(refused instanceof LabError, String((refused as Error).stack));
    // What is registered may be made before the program ends.
    assert.deepEqual(registered, []);
    return refused;
}

describe("malformed stack files", () => {
    const texts: string[] = [];

    before("an incident is laid over a baseline", async () => {
        healthy = await renderedLab();
    });

    it("are 60 and more, no two the same", () => {
        const files = new Set(MALFORMED_STACKS.map(({ text }) => String(text)));
        const names = new Set(MALFORMED_STACKS.map(({ mistake }) => mistake));
        assert.ok(MALFORMED_STACKS.length >= 60);
        assert.deepEqual([files.size, names.size], Array(2).fill(MALFORMED_STACKS.length));
    });

    for (const { mistake, text, key, found } of MALFORMED_STACKS) {
        it(`${mistake}: one error in four parts, before anything is registered`, async () => {
            const { message, parts } = await refusal(text);
            texts.push(`# ${mistake}\n${message}\n`);
            assert.match(parts.where, /^stacks\/Pulumi\.try\.yaml(:\d+)?, /);
            assert.equal(parts.where.replace(/^.*?, /, ""), key);
            assert.ok(parts.found.includes(found), parts.found);
            assert.match(parts.allowed, /\w/);
            assert.match(parts.cure, /pulumi (preview|config|up) .*--stack|npm run /);
            // Three lines, whatever the file holds: nothing of it may look like a second error.
            assert.equal(message.split("\n").length, 3, message);
            assert.match(message, /^[\x20-\x7e\n…≥≤×→]+$/);
            assert.ok(message.length < 600, message);
            for (const secret of PLANTED) assert.ok(!message.includes(secret), "it shows the key");
        });
    }

    it("are refused in exactly these words", () => {
        assertGolden("test/golden/malformed-stacks.txt", texts.join("\n"));
    });
});
