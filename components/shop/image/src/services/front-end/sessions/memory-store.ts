import { SESSION_SECONDS } from "./store.ts";
import type { SessionData, SessionStore } from "./store.ts";

/** Sessions at most; the longest unused go first, or clients without a cookie jar would fill the memory. */
const MAX_SESSIONS = 100_000;

/** Sessions of this process alone; gone with it. `now` is replaced in tests. */
export function memoryStore(
    maxSessions: number = MAX_SESSIONS,
    now: () => number = Date.now,
): SessionStore {
    // In order of last use: a session is taken out and put back at each.
    const sessions = new Map<string, { data: SessionData; expires: number }>();

    const put = (id: string, data: SessionData): void => {
        sessions.delete(id);
        sessions.set(id, { data, expires: now() + SESSION_SECONDS * 1000 });
        for (const oldest of sessions.keys()) {
            if (sessions.size <= maxSessions) break;
            sessions.delete(oldest);
        }
    };

    const use = (id: string): SessionData | undefined => {
        const found = sessions.get(id);
        if (found === undefined) return undefined;
        if (found.expires <= now()) {
            sessions.delete(id);
            return undefined;
        }
        put(id, found.data);
        return found.data;
    };

    return {
        read: async (id) => use(id),
        write: async (id, data) => put(id, data),
        touch: use,
        close: () => sessions.clear(),
    };
}
