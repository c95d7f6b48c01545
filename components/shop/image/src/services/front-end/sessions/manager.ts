import { SettingError, setting } from "../../../platform/env.ts";
import type { Settings } from "../../../platform/env.ts";
import type { Write } from "../../../platform/log.ts";
import { memoryStore } from "./memory-store.ts";
import { redisStore } from "./redis-store.ts";
import type { SessionStore } from "./store.ts";

const DEFAULT_HOST = "session-db:6379";

/**
 * Where sessions are kept. Variables: `SESSION_REDIS` (not empty: Redis), `SESSION_REDIS_HOST`
 * (`host:port`), `SESSION_REDIS_PASSWORD`. `kind` is upstream's word for it.
 */
export function sessionManager(
    settings: Settings,
    log: Write,
): { kind: string; store: SessionStore } {
    if (setting(settings, { env: "SESSION_REDIS" }, "") === "") {
        return { kind: "local", store: memoryStore() };
    }
    const address = setting(settings, { env: "SESSION_REDIS_HOST" }, DEFAULT_HOST);
    const password = setting(settings, { env: "SESSION_REDIS_PASSWORD" }, "");
    return {
        kind: "redis based",
        store: redisStore({ ...hostAndPort(address), password }, log),
    };
}

function hostAndPort(address: string): { host: string; port: number } {
    const [, host = "", port = "6379"] = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(address) ?? [];
    if (host === "" || Number(port) < 1 || Number(port) > 65_535) {
        throw new SettingError(
            "variable SESSION_REDIS_HOST",
            `found "${address}"`,
            "a host, or host:port",
            `leave it out for ${DEFAULT_HOST}`,
        );
    }
    return { host, port: Number(port) };
}
