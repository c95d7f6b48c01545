import { join } from "node:path";
import process from "node:process";
import { portSetting, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { backend, closeBackends } from "../../platform/http-client.ts";
import { STDOUT, writer } from "../../platform/log.ts";
import { createFrontEnd } from "./app.ts";
import { backendUrls } from "./backend-urls.ts";
import { readPages } from "./pages.ts";
import { sessionManager } from "./sessions/manager.ts";

const DEFAULT_PORT = 8079;
/** Upstream's, and so known to everybody. */
const DEFAULT_SECRET = "sooper secret";

/**
 * Builds the front-end. Variables: `PORT`; `SESSION_SECRET`, which signs the session cookie; those of
 * the backends' addresses and of the session manager.
 */
export async function frontEnd(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const secret = setting(settings, { env: "SESSION_SECRET" }, DEFAULT_SECRET);
    const urls = backendUrls(settings);
    const pages = readPages(join(process.argv[1] ?? ".", "..", "public"));
    const log = writer(STDOUT);
    // Last: it connects, which nothing that refuses to start may do.
    const sessions = sessionManager(settings, log);
    const backends = {
        catalogue: backend(urls.catalogue),
        carts: backend(urls.carts),
        orders: backend(urls.orders),
        user: backend(urls.user),
    };
    return {
        app: createFrontEnd({
            backends,
            cartsUrl: urls.carts,
            sessions: sessions.store,
            secret,
            pages,
            log,
        }),
        port,
        onListening: () => {
            log(`Using ${sessions.kind} session manager`);
            log(`App now running in production mode on port ${port}`);
        },
        close: async () => {
            sessions.store.close();
            closeBackends();
        },
    };
}
