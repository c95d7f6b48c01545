import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { type DocCommand, docCommands, kubectlCommand } from "../support/doc-commands.ts";
import { shopTarget } from "../support/shop-target.ts";

const AT_ONCE = 4;
const ONE_MS = 20_000;

/** What runs, or undefined where nothing may be tried: the name of a policy is the incident's own. */
function tried(command: DocCommand): string | undefined {
    const { kubeconfig, context } = shopTarget().cluster;
    const { reads, verb } = kubectlCommand(command);
    if (!reads && verb === "exec") return undefined;
    const options = `--kubeconfig '${kubeconfig}' --context '${context}'`;
    const rehearsed = reads ? "" : " --dry-run=server";
    return `${command.text.replace(/^kubectl /, `kubectl ${options} `)}${rehearsed}`;
}

/** The command's last words, where it failed. */
async function failure({ where, text }: DocCommand, line: string): Promise<string[]> {
    return await new Promise((resolve) => {
        execFile("sh", ["-c", line], { timeout: ONE_MS, maxBuffer: 64 << 20 }, (error, _, words) =>
            resolve(error === null ? [] : [`${where}: ${text}: ${words.trim() || error.message}`]),
        );
    });
}

describe("the runbooks' commands", function () {
    this.timeout(120_000);

    it("run on a healthy shop, and those that change it would", async () => {
        const commands = docCommands("docs/runbooks.md").filter(({ text }) =>
            text.startsWith("kubectl "),
        );
        // Many sections begin alike.
        const once = [...new Map(commands.map((one) => [one.text, one])).values()];
        const left = once.flatMap((command): [DocCommand, string][] => {
            const line = tried(command);
            return line === undefined ? [] : [[command, line]];
        });
        assert.ok(left.length > 50, `only ${left.length} commands`);
        const failures: string[] = [];
        await Promise.all(
            Array.from({ length: AT_ONCE }, async () => {
                for (let next = left.pop(); next !== undefined; next = left.pop()) {
                    failures.push(...(await failure(...next)));
                }
            }),
        );
        assert.deepEqual(failures, []);
    });
});
