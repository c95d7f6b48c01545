import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { LabError } from "../../components/kit/error.ts";
import { cacheDir } from "./places.ts";

const POLL_MS = 250;
const DEADLINE_MINUTES = 20;

/**
 * Runs `work` while nobody else of this user does anything under the same name, in any clone. The
 * kernel frees the lock when its holder ends, however it ends.
 *
 * @param name of the lock, e.g. `cluster-sockshop`
 * @param say told once if another run holds the lock
 * @throws LabError if the other run holds it for more than 20 minutes
 */
export async function withLock<T>(
    name: string,
    say: (line: string) => void,
    work: () => Promise<T>,
): Promise<T> {
    const folder = join(cacheDir(), "locks");
    mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(join(folder, `${name}.sqlite`));
    try {
        await acquire(database, name, say);
        return await work();
    } finally {
        database.close();
    }
}

async function acquire(
    database: DatabaseSync,
    name: string,
    say: (line: string) => void,
): Promise<void> {
    const deadline = Date.now() + DEADLINE_MINUTES * 60_000;
    for (let waited = false; !tryLock(database); waited = true) {
        if (!waited) say(`${name}: another run is at it; waiting for it to end`);
        if (Date.now() > deadline) {
            throw new LabError({
                where: name,
                found: `another run has held it for ${DEADLINE_MINUTES} minutes`,
                allowed: "one run at a time",
                cure: "end the other run (pgrep -af infra/), then run the same command again",
            });
        }
        await delay(POLL_MS);
    }
}

function tryLock(database: DatabaseSync): boolean {
    try {
        database.exec("BEGIN EXCLUSIVE");
        return true;
    } catch (error) {
        if (error instanceof Error && /locked|busy/i.test(error.message)) return false;
        throw error;
    }
}
