/**
 * `pulumi-analyzer-policy`: runs a policy pack for an engine that starts packs by themselves (before 3.226). Newer ones
 * ask the language host instead, and look for this executable only to see that it is there.
 */
import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

const EXIT_USAGE = 2;

// The engine passes its own address and then the folder of the pack.
const args = process.argv.slice(2);
const pack = args.at(-1);
if (pack === undefined || args.length < 2) {
    process.stderr.write(
        "pulumi-analyzer-policy is started by the Pulumi engine: <engine address> <policy pack>\n",
    );
    process.exit(EXIT_USAGE);
}
const require = createRequire(join(resolve(pack), "package.json"));
const child = spawn(
    process.execPath,
    [require.resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js"), ...args],
    {
        stdio: "inherit",
    },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
