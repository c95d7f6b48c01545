import { spawn } from "node:child_process";
import { describeFinding } from "../secrets/finding.ts";
import { checkAudit, checkSbom, type Verdict } from "./check-dependencies.ts";
import { scanTracked } from "./scan.ts";

interface Check {
    name: string;
    /** Shows what it finds wrong as it likes. */
    run: () => Promise<Verdict>;
}

const TARGETS = ["infra", "components", "incidents", "load", "policies", "test"];

const CHECKS: readonly Check[] = [
    program("types", ["typescript/bin/tsc", "--noEmit", "--project", "."]),
    program("lint", ["oxlint/bin/oxlint", "--type-aware", "--deny-warnings", ...TARGETS]),
    program("imports", [
        "dependency-cruiser/bin/dependency-cruiser.mjs",
        "--output-type",
        "err",
        ...TARGETS,
    ]),
    program("format", ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]),
    {
        name: "secrets",
        run: async () => ({
            troubles: (await scanTracked()).map(describeFinding),
            note: "tracked files; npm run scan: also state, reports, logs and the cluster",
        }),
    },
    { name: "sbom", run: checkSbom },
    { name: "audit", run: checkAudit },
    {
        name: "audit of Go modules",
        run: () =>
            Promise.resolve({
                troubles: [],
                note: "not done: the set-up has no database of their weaknesses (docs/safety.md)",
                skipped: true,
            }),
    },
];

/** Types, lint, import rules, format, secrets and dependencies: all of them, even if one fails. */
export async function check(): Promise<number> {
    let failed = 0;
    for (const { name, run } of CHECKS) {
        const start = performance.now();
        const { troubles, note, skipped } = await run();
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        for (const trouble of troubles) process.stdout.write(`  ${trouble}\n`);
        // Neither passed nor failed: nobody may take it for the one or the other.
        const mark = troubles.length > 0 ? "✗" : skipped === true ? "–" : "✓";
        process.stdout.write(`${mark} ${name} (${seconds} s)${note === "" ? "" : `: ${note}`}\n`);
        if (troubles.length > 0) failed++;
    }
    return failed === 0 ? 0 : 1;
}

/** Formats everything and applies the lint's safe fixes. */
export async function fix(): Promise<number> {
    const lint = await run(["oxlint/bin/oxlint", "--fix", ...TARGETS]);
    const format = await run(["prettier/bin/prettier.cjs", "--write", "--log-level", "warn", "."]);
    return lint === 0 && format === 0 ? 0 : 1;
}

/** A program of node_modules and its arguments, which prints itself what is wrong. */
function program(name: string, args: string[]): Check {
    return {
        name,
        run: async () => {
            const code = await run(args);
            return { troubles: code === 0 ? [] : [`exit code ${code}`], note: "" };
        },
    };
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
