import { writeRun } from "./written-run.ts";

// Writes until it is killed, and says how far it has come.
const writer = writeRun(process.argv[2] ?? "");
for (let ms = 1; ; ms++) {
    writer.append("http", { at: "2026-01-01T00:00:30Z", phase: "red", ms, status: 200 });
    process.stdout.write(`${ms}\n`);
    await new Promise((resolve) => setImmediate(resolve));
}
