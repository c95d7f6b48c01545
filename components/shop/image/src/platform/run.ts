import process from "node:process";
import { SettingError } from "./env.ts";
import type { Settings } from "./env.ts";
import { drain, listen } from "./http.ts";
import type { Service } from "./http.ts";
import { STDERR, writer } from "./log.ts";

/** Below the kubelet's 30 s grace, so that the process ends by itself and says so. */
const DRAIN_DEADLINE_MS = 20_000;

/** Starts one service and stops it gracefully on SIGTERM or SIGINT; ends the process. */
export async function run(create: (settings: Settings) => Promise<Service>): Promise<void> {
    const complain = writer(STDERR);
    try {
        const service = await create({ env: process.env, args: process.argv.slice(2) });
        const server = await listen(service);
        service.onListening();
        const stop = (): void => {
            drain(server, DRAIN_DEADLINE_MS)
                .then(() => service.close())
                .then(
                    () => process.exit(0),
                    (error: unknown) => fail(complain, error),
                );
        };
        process.once("SIGTERM", stop);
        process.once("SIGINT", stop);
    } catch (error) {
        fail(complain, error);
    }
}

function fail(complain: (line: string) => void, error: unknown): never {
    complain(error instanceof SettingError ? error.message : String(error));
    process.exit(1);
}
