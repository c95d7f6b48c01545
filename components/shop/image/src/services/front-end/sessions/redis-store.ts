import { Redis } from "ioredis";
import { jsonObject } from "../../../platform/body.ts";
import type { Write } from "../../../platform/log.ts";
import { touches } from "./redis-touches.ts";
import { SESSION_SECONDS } from "./store.ts";
import type { SessionData, SessionStore } from "./store.ts";

export interface RedisAddress {
    host: string;
    port: number;
    /** Empty: no login. */
    password: string;
}

/** Pause between two tries to connect, at most. */
const MAX_PAUSE_MS = 1000;
/**
 * How long the server may owe an answer before the connection counts as dead. Long, because a
 * front-end starved of CPU reads its answers late, and would take that for a dead server.
 */
const SILENCE_MS = 5000;

/**
 * Sessions in Redis, where express-session's Redis store has them: `sess:<id>`, so either can read what
 * the other wrote. Without a server calls reject at once; it is found again by itself.
 *
 * @param log told when the connection is lost, why, and when it is back
 */
export function redisStore({ host, port, password }: RedisAddress, log: Write): SessionStore {
    const redis = new Redis({
        host,
        port,
        ...(password === "" ? {} : { password }),
        // Nothing waits for a server that is away: the request goes on without a session.
        enableOfflineQueue: false,
        autoResendUnfulfilledCommands: false,
        maxRetriesPerRequest: 0,
        socketTimeout: SILENCE_MS,
        connectTimeout: SILENCE_MS,
        retryStrategy: (tries) => Math.min(tries * 100, MAX_PAUSE_MS),
    });
    logChanges(redis, log);
    return {
        // GET and EXPIRE in one.
        read: (id) =>
            answered(async () => parse(await redis.getex(key(id), "EX", SESSION_SECONDS))),
        write: (id, data) =>
            answered(async () => {
                await redis.set(key(id), stored(data), "EX", SESSION_SECONDS);
            }),
        touch: touches(redis, key),
        close: () => redis.disconnect(),
    };
}

function key(id: string): string {
    return `sess:${id}`;
}

/** The client's own texts name its options; none of them helps a visitor. */
async function answered<T>(call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        throw new Error("The session store is unavailable", { cause: error });
    }
}

/** express-session's form; `cookie` is what it would make the cookie of. */
function stored({ customerId }: SessionData): string {
    const cookie = { originalMaxAge: null, expires: null, httpOnly: true, path: "/" };
    return JSON.stringify({ cookie, ...(customerId === undefined ? {} : { customerId }) });
}

/** What cannot be read counts as no session. */
function parse(text: string | null): SessionData | undefined {
    const found = text === null ? undefined : jsonObject(text);
    if (found === undefined) return undefined;
    const { customerId } = found;
    return typeof customerId === "string" ? { customerId } : {};
}

function logChanges(redis: Redis, log: Write): void {
    let said = "";
    const change = (line: string): void => {
        if (line !== said) log(line);
        said = line;
    };
    redis.on("ready", () => change("Connected to the session store"));
    redis.on("error", (error: Error) => change(`Session store unavailable: ${error.message}`));
    // A server that goes in an orderly way closes the connection without an error.
    redis.on("close", () => {
        if (said.startsWith("Connected")) change("Session store unavailable: connection closed");
    });
}
