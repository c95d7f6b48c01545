import { spawn } from "node:child_process";

interface Check {
    name: string;
    /** Program of node_modules and its arguments. */
    args: string[];
}

const TARGETS = ["infra", "components", "incidents", "load", "policies", "test"];

const CHECKS: readonly Check[] = [
    { name: "types", args: ["typescript/bin/tsc", "--noEmit", "--project", "."] },
    {
        name: "lint",
        args: ["oxlint/bin/oxlint", "--type-aware", "--deny-warnings", ...TARGETS],
    },
    {
        name: "imports",
        args: ["dependency-cruiser/bin/dependency-cruiser.mjs", "--output-type", "err", ...TARGETS],
    },
    { name: "format", args: ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."] },
];

/** Types, lint, import rules and format: all of them, even if one fails. */
export async function check(): Promise<number> {
    let failed = 0;
    for (const one of CHECKS) {
        const start = performance.now();
        const code = await run(one.args);
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        process.stdout.write(`${code === 0 ? "✓" : "✗"} ${one.name} (${seconds} s)\n`);
        if (code !== 0) failed++;
    }
    return failed === 0 ? 0 : 1;
}

/** Formats everything and applies the lint's safe fixes. */
export async function fix(): Promise<number> {
    const lint = await run(["oxlint/bin/oxlint", "--fix", ...TARGETS]);
    const format = await run(["prettier/bin/prettier.cjs", "--write", "--log-level", "warn", "."]);
    return lint === 0 && format === 0 ? 0 : 1;
}

async function run([program = "", ...args]: string[]): Promise<number> {
    const child = spawn(process.execPath, [`node_modules/${program}`, ...args], {
        stdio: "inherit",
    });
    return await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve(code ?? 1));
    });
}
