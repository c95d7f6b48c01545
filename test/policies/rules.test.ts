import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineResult, pulumi } from "../../infra/cli/engine.ts";
import { RULES } from "../../policies/catalog.ts";

const PROGRAM = join(import.meta.dirname, "program");
const STACKS = join(import.meta.dirname, "stacks");

/** The line that the engine shows a broken rule with, and what follows it up to the next one. */
const REFUSAL = /\[mandatory\] {2}([a-z-]+) {2}\(/g;

/** The real engine, its real plugins and the real pack; no cluster, because nothing is made. */
describe("policies in the engine", function () {
    this.timeout(120_000);
    const state = mkdtempSync(join(tmpdir(), "sock-shop-lab-policies-"));

    function run(args: string[], off = ""): Promise<EngineResult> {
        return pulumi([...args, "--stack", "policies"], {
            cwd: PROGRAM,
            env: {
                PULUMI_BACKEND_URL: `file://${state}`,
                PULUMI_CONFIG_PASSPHRASE: "policies",
                PULUMI_CONFIG_PASSPHRASE_FILE: "",
                SOCK_SHOP_LAB_POLICIES_OFF: off,
            },
        });
    }

    function preview(stackFile: string, off = ""): Promise<EngineResult> {
        return run(["preview", "--config-file", join(STACKS, `${stackFile}.yaml`)], off);
    }

    function broken({ output }: EngineResult): string[] {
        return [...output.matchAll(REFUSAL)].flatMap(([, rule]) => rule ?? []);
    }

    before(async () => {
        const { code, output } = await run(["stack", "init", "--no-select"]);
        assert.equal(code, 0, output);
    });
    after(() => rmSync(state, { recursive: true }));

    it("have a stack file that breaks each rule, and one that breaks none", () => {
        const files = readdirSync(STACKS).map((file) => file.replace(/\.yaml$/, ""));
        assert.deepEqual(files.sort(), [...RULES.map(({ name }) => name), "sound"].sort());
    });

    it("let a sound incident pass", async () => {
        const result = await preview("sound");
        assert.deepEqual([result.code, broken(result)], [0, []], result.output);
        assert.match(result.output, /✅ sock-shop-lab@v/);
    });

    for (const { name, description } of RULES) {
        it(`refuse by ${name}`, async () => {
            const result = await preview(name);
            assert.notEqual(result.code, 0, result.output);
            assert.deepEqual([...new Set(broken(result))], [name], result.output);
            assert.ok(result.output.includes(description), result.output);
            assert.match(result.output, / {2}allowed: .+\n.* {2}cure: {4}.+\n/);
        });

        // Else the refusal could be another rule's, and this rule could be gone unnoticed.
        it(`without ${name} would let its stack file pass`, async () => {
            const result = await preview(name, name);
            assert.deepEqual([result.code, broken(result)], [0, []], result.output);
            assert.match(result.output, new RegExp(`SOCK_SHOP_LAB_POLICIES_OFF=${name}: `));
        });
    }

    it("refuse an unknown rule to be switched off", async () => {
        const { code, output } = await preview("sound", "image-pinned");
        assert.notEqual(code, 0);
        assert.match(
            output,
            /SOCK_SHOP_LAB_POLICIES_OFF: image-pinned\n\s+allowed: all, or some of/,
        );
    });

    it("are all left out only by name", async () => {
        const { code, output } = await preview("images-pinned", "all");
        assert.equal(code, 0, output);
        assert.match(
            output,
            /SOCK_SHOP_LAB_POLICIES_OFF=all: policies of the lab are switched off/,
        );
        assert.doesNotMatch(output, /sock-shop-lab@v/);
    });
});
