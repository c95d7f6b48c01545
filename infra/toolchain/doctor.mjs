// `npm run doctor`: what there is, where it came from, what lacks, and the cure. Changes nothing.
import { examine } from "./examine.mjs";

const usage = `usage: npm run doctor [-- --json]

Prints each tool, its version, where it came from, and what lacks with the cure; changes nothing.
Exit code 0 when all is good, 1 when something lacks, 2 for a wrong argument.
`;

/** @param {import("./examine.mjs").Finding[]} findings */
function table(findings) {
    const rows = findings.map(({ name, good, version, source, path }) => [
        name,
        good ? "ok" : "LACKS",
        version,
        source,
        path,
    ]);
    const all = [["tool", "state", "version", "from", "at"], ...rows];
    const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => String(row[i]).length)));
    const lines = all.map((row) =>
        row
            .map((cell, i) => cell.padEnd(widths[i] ?? 0))
            .join("  ")
            .trimEnd(),
    );
    const cures = findings
        .filter(({ good }) => !good)
        .map(({ name, found, cure }) => `${name}: ${found}\n  cure: ${cure}`);
    return [...lines, "", ...(cures.length > 0 ? cures : ["nothing lacks"]), ""].join("\n");
}

const args = process.argv.slice(2);
const unknown = args.find((arg) => !["--json", "--help", "-h"].includes(arg));
if (unknown !== undefined) {
    process.stderr.write(
        `arguments: ${unknown}\n  allowed: --json, --help\n  cure:    npm run doctor -- --json\n`,
    );
    process.exit(2);
}
if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usage);
} else {
    const findings = await examine();
    process.stdout.write(
        args.includes("--json") ? `${JSON.stringify(findings, null, 4)}\n` : table(findings),
    );
    process.exitCode = findings.every(({ good }) => good) ? 0 : 1;
}
