import { join } from "node:path";
import process from "node:process";
import { flag, portSetting, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { backend, closeBackends } from "../../platform/http-client.ts";
import { STDOUT, writer } from "../../platform/log.ts";
import { createFrontEnd } from "./app.ts";
import { readPages } from "./pages.ts";

const DEFAULT_PORT = 8079;

/**
 * Builds the front-end. Variables: `PORT`, `CATALOGUE_URL` (default `http://catalogue`, or
 * `http://catalogue.x` with the argument `--domain=x`).
 */
export async function frontEnd(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const domain = flag(settings, "domain");
    const host = domain ? `catalogue.${domain}` : "catalogue";
    const catalogue = backend(setting(settings, { env: "CATALOGUE_URL" }, `http://${host}`));
    const pages = readPages(join(process.argv[1] ?? ".", "..", "public"));
    const log = writer(STDOUT);
    return {
        app: createFrontEnd({ catalogue, pages, log }),
        port,
        onListening: () => {
            log("Using local session manager");
            log(`App now running in production mode on port ${port}`);
        },
        close: async () => closeBackends(),
    };
}
