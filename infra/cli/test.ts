import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LabError } from "../../components/kit/error.ts";
import { ensureChromium } from "../toolchain/chromium.mjs";
import { withTestCluster } from "./test-cluster.ts";

interface Suite {
    name: string;
    files: string;
    /** Arguments for mocha. */
    args: string[];
    /** True where the suite needs a bare cluster to be there. */
    onCluster?: boolean;
    /** True where the suite drives a browser. */
    inBrowser?: boolean;
}

/** In the order of what fails fastest; the last three are on clusters that are made for them. */
const SUITES: readonly Suite[] = [
    // A process a file: the engine's mocks hold for a whole process.
    { name: "unit", files: "test/unit/**/*.test.ts", args: ["--parallel"] },
    { name: "golden", files: "test/golden/**/*.test.ts", args: [] },
    {
        name: "policies",
        files: "test/policies/**/*.test.ts",
        args: [],
    },
    {
        name: "browser",
        files: "test/browser/**/*.test.ts",
        args: ["--timeout", "60000"],
        inBrowser: true,
    },
    {
        name: "contract",
        files: "test/contract/**/*.test.ts",
        args: ["--timeout", "300000"],
        onCluster: true,
    },
    {
        name: "shop",
        files: "test/{api,shop}/**/*.test.ts",
        args: ["--timeout", "600000", "--require", "./test/support/shop-hooks.ts"],
        inBrowser: true,
    },
    {
        name: "integration",
        files: "test/integration/**/*.test.ts",
        args: ["--timeout", "900000"],
    },
];

/** Runs the suites one after the other, all of them even if one fails, and sums their counts. */
export async function test(only: string | undefined): Promise<number> {
    const chosen = SUITES.filter((suite) => only === undefined || suite.name === only);
    if (chosen.length === 0) {
        throw new LabError({
            where: "npm test -- --only",
            found: `unknown suite ${only ?? ""}`,
            allowed: SUITES.map((suite) => suite.name).join(", "),
            cure: "npm test",
        });
    }
    const folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-counts-"));
    let [passed, failed] = [0, 0];
    try {
        for (const suite of chosen) {
            process.stdout.write(`\n== ${suite.name}\n`);
            const counts = await runSuite(suite, join(folder, `${suite.name}.json`));
            passed += counts.passes;
            failed += counts.failures;
        }
    } finally {
        rmSync(folder, { recursive: true });
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
    return failed === 0 && passed > 0 ? 0 : 1;
}

/** Rewrites the golden files; what they say then is for the next pull request to judge. */
export async function golden(): Promise<number> {
    const suite = SUITES.find((one) => one.name === "golden");
    if (suite === undefined) throw new Error("there is no golden suite");
    return await mocha(suite, { GOLDEN: "update" });
}

async function runSuite(
    suite: Suite,
    counts: string,
): Promise<{ passes: number; failures: number }> {
    const env: NodeJS.ProcessEnv = {
        SOCK_SHOP_LAB_TEST_COUNTS: counts,
        // Measured by the first suite that needs it.
        SOCK_SHOP_LAB_TEST_CALIBRATION: join(dirname(counts), "calibration.json"),
    };
    if (suite.inBrowser) env["CHROMIUM"] = await ensureChromium(say);
    const code = suite.onCluster
        ? await withTestCluster(({ kubeconfig }) =>
              mocha(suite, { ...env, KUBECONFIG: kubeconfig }),
          )
        : await mocha(suite, env);
    // A suite that ends before it can count has failed, whatever it did until then.
    if (!existsSync(counts)) return { passes: 0, failures: 1 };
    const { passes, failures } = JSON.parse(readFileSync(counts, "utf8")) as {
        passes: number;
        failures: number;
    };
    return { passes, failures: code !== 0 && failures === 0 ? 1 : failures };
}

async function mocha(suite: Suite, env: NodeJS.ProcessEnv): Promise<number> {
    const child = spawn(
        process.execPath,
        ["node_modules/mocha/bin/mocha.js", ...suite.args, suite.files],
        { stdio: "inherit", env: { ...process.env, ...env } },
    );
    return await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exit) => resolve(exit ?? 1));
    });
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
