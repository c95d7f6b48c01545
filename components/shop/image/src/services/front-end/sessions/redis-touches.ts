import type { Redis } from "ioredis";
import { SESSION_SECONDS } from "./store.ts";

/** How long sessions are gathered that only want to be kept. */
const GATHER_MS = 100;

/**
 * EXPIRE for sessions that nobody waits for, many in one write: a write of its own per request would
 * be a fifth of the front-end's CPU.
 */
export function touches(redis: Redis, key: (id: string) => string): (id: string) => void {
    const gathered = new Set<string>();
    const flush = (): void => {
        const commands = [...gathered].map((id) => ["expire", key(id), SESSION_SECONDS]);
        gathered.clear();
        // Without a server nothing is lost but a little of a day.
        redis
            .pipeline(commands)
            .exec()
            .catch(() => {});
    };
    return (id) => {
        if (gathered.size === 0) setTimeout(flush, GATHER_MS);
        gathered.add(id);
    };
}
