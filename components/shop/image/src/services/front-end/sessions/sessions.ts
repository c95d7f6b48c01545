import { newSessionId, sessionCookie, signedId } from "./cookie.ts";
import type { SessionStore } from "./store.ts";

/** A visitor's session, as one request sees it. */
export interface Session {
    id: string;
    customerId: string | undefined;
    /** `Set-Cookie` of a session that this request made. */
    setCookie: string | undefined;
}

/** One request's way to its session. Nothing here rejects: without a store there is no session. */
export interface Visit {
    /** The session; read only when asked for, since most requests need none of it. */
    session(): Promise<Session | undefined>;
    /** The `Set-Cookie` that the answer owes, if any. */
    end(): Promise<string | undefined>;
}

export interface Sessions {
    /** Begins a request with the value of the session cookie; without a good one a session is made. */
    visit(cookie: string | undefined): Visit;
    /** Remembers who logged in; the id stays, since the cart is under it. Rejects without a store. */
    logIn(session: Session, customerId: string): Promise<void>;
}

export function createSessions(store: SessionStore, secret: string): Sessions {
    const create = async (): Promise<Session> => {
        const id = newSessionId();
        await store.write(id, {});
        return { id, customerId: undefined, setCookie: sessionCookie(id, secret) };
    };
    const open = async (id: string | undefined): Promise<Session | undefined> => {
        try {
            const data = id === undefined ? undefined : await store.read(id);
            // A session that is gone gets a new id as well: the old one may be anybody's.
            return id === undefined || data === undefined
                ? await create()
                : { id, customerId: data.customerId, setCookie: undefined };
        } catch {
            // The store says itself, once, why it can't be reached.
            return undefined;
        }
    };
    return {
        visit: (cookie) => {
            const id = cookie === undefined ? undefined : signedId(cookie, secret);
            let opened = id === undefined ? open(id) : undefined;
            return {
                session: () => (opened ??= open(id)),
                end: async () => {
                    if (opened === undefined && id !== undefined) store.touch(id);
                    return (await opened)?.setCookie;
                },
            };
        },
        logIn: async (session, customerId) => {
            await store.write(session.id, { customerId });
            session.customerId = customerId;
        },
    };
}
