import { LabError } from "../../components/kit/error.ts";
import { samplePage } from "../../incidents/witness/samples.ts";
import { pause } from "../../incidents/recovery/rollout.ts";

/** Ready pods answer within a second or two; the rest is for a busy machine. */
const TIMEOUT_MS = 60_000;

/**
 * Waits until the shop answers on the host: pods are Ready a moment before the node's forwarding rules
 * know them, and an `up` that has ended means a shop that serves.
 */
async function main(url: string): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    for (;;) {
        const page = await samplePage(url);
        if (page.error === undefined) return;
        if (Date.now() > deadline) {
            throw new LabError({
                where: url,
                found: `no answer without an error in ${TIMEOUT_MS / 1000} s: ${page.error}`,
                allowed: "the list of socks",
                cure: "kubectl -n sock-shop get pods, then pulumi up --stack baseline again",
            });
        }
        await pause(200);
    }
}

main(process.argv[2] ?? "").catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
});
