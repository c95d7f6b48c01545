/** What a session holds besides its id. */
export interface SessionData {
    /** Who logged in; stays after a log-out, which only drops the browser's cookie. */
    customerId?: string;
}

/** Keeps sessions for a day after their last use. */
export interface SessionStore {
    /** The session, kept for another day; undefined when there is none. Rejects while the store is down. */
    read(id: string): Promise<SessionData | undefined>;
    /** Rejects while the store is down. */
    write(id: string, data: SessionData): Promise<void>;
    /** Keeps a session, if there is one, for another day; nobody waits for it. */
    touch(id: string): void;
    close(): void;
}

/** How long an unused session is kept. */
export const SESSION_SECONDS = 86_400;
