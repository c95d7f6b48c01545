// Starts the engine again after a reboot; .tools/bin/pulumi runs it when the engine we started is gone.
import { ensureDocker } from "./docker.mjs";
import { describe } from "./error.mjs";

try {
    await ensureDocker({ log: (line) => process.stderr.write(`docker: ${line}\n`) });
} catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exit(1);
}
