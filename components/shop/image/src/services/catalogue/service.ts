import { join } from "node:path";
import process from "node:process";
import { portSetting, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import { connectInBackground } from "../../platform/connection.ts";
import type { Service } from "../../platform/http.ts";
import { STDERR, logfmt, writer } from "../../platform/log.ts";
import { createCatalogue } from "./app.ts";
import { parseDsn } from "./dsn.ts";
import { createEndpoints } from "./endpoints.ts";
import { readImages } from "./images.ts";
import { mysqlStore } from "./mysql-store.ts";

/** The released image's default port; the manifests pass `-port=8080`. */
const DEFAULT_PORT = 8081;
const DEFAULT_DSN = "catalogue_user:default_password@tcp(catalogue-db:3306)/socksdb";

/**
 * Builds the catalogue. Flags: `-port`, `-DSN`, `-images`; the DSN is better given as variable `DSN`,
 * since it holds a password and arguments show in every process list. Connects on first use.
 */
export async function catalogue(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const dsn = parseDsn(setting(settings, { flag: "DSN", env: "DSN" }, DEFAULT_DSN));
    const bundled = join(process.argv[1] ?? ".", "..", "images");
    const images = readImages(setting(settings, { flag: "images" }, bundled));
    const log = logfmt(writer(STDERR));
    const store = mysqlStore(dsn);
    const database = connectInBackground(
        () => store.ping(),
        (err) => log("service.ts:1", { err }),
    );
    const ready = (): boolean => database.ready;
    return {
        app: createCatalogue({ endpoints: createEndpoints(store, log), images, log, ready }),
        port,
        onListening: () => log("service.ts:1", { transport: "HTTP", port }),
        close: async () => {
            database.stop();
            await store.close();
        },
    };
}
