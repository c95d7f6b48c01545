import { portSetting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { STDERR, logfmt, writer } from "../../platform/log.ts";
import { createStripeMock } from "./app.ts";
import { createLedger } from "./ledger.ts";

/** Where Stripe's own mock listens. */
const DEFAULT_PORT = 12_111;

/** Builds the stand-in of the payment gateway. Variable: `PORT`. Forgets its charges when it ends. */
export async function stripeMock(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { env: "PORT" }, DEFAULT_PORT);
    const log = logfmt(writer(STDERR));
    return {
        app: createStripeMock({ ledger: createLedger(), log }),
        port,
        onListening: () => log("main.go:1", { transport: "HTTP", port }),
        close: async () => {},
    };
}
