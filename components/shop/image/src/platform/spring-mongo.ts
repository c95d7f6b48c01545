import { connectInBackground } from "./connection.ts";
import type { Connection } from "./connection.ts";
import type { SpringLog } from "./java-dialect.ts";

/** Connects to a Java service's store, and says in Spring's form when it doesn't answer. */
export function connectStore(
    connect: () => Promise<unknown>,
    store: string,
    log: SpringLog,
): Connection {
    return connectInBackground(connect, (reason) =>
        log("WARN", "org.mongodb.driver.cluster", `${store} does not answer yet: ${reason}`),
    );
}
