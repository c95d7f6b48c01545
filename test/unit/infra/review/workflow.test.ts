import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { versions } from "../../../../infra/toolchain/versions.mjs";

const FOLDER = ".github/workflows";

interface Step {
    uses?: string;
    with?: Record<string, unknown>;
}

// A tag can be moved to other code, which would then run with the workflow's token.
describe("sample workflows", () => {
    for (const file of readdirSync(FOLDER)) {
        const text = readFileSync(`${FOLDER}/${file}`, "utf8");
        const { jobs } = parse(text) as { jobs: Record<string, { steps: Step[] }> };
        const steps = Object.values(jobs).flatMap((job) => job.steps);

        it(`${file} pins each action by its commit`, () => {
            const actions = steps.flatMap(({ uses }) => uses ?? []);
            assert.ok(actions.length > 0);
            for (const action of actions) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        });

        it(`${file} runs on the lab's own version of Node`, () => {
            const node = steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"));
            assert.equal(node?.with?.["node-version"], versions.node.version);
        });
    }
});
