import { namedBreaker } from "../../platform/breaker.ts";
import { goDuration } from "../../platform/go-dialect.ts";
import { health } from "../../platform/health.ts";
import type { HealthEntry } from "../../platform/health.ts";
import type { LogLine, LogValue } from "../../platform/log.ts";
import { page } from "./page.ts";
import { toSock } from "./sock.ts";
import type { Sock } from "./sock.ts";
import type { SockStore } from "./store.ts";

/** What a listing was asked for, decoded but not yet judged. */
export interface ListRequest {
    tags: readonly string[];
    order: string;
    pageNum: number;
    pageSize: number;
}

/** The five endpoints, each behind its breaker; a failure rejects with the contract's text. */
export interface Endpoints {
    list(request: ListRequest): Promise<Sock[] | null>;
    count(tags: readonly string[]): Promise<number>;
    get(id: string): Promise<Sock>;
    tags(): Promise<string[]>;
    health(): Promise<HealthEntry[]>;
}

/**
 * Log pipelines for the shop parse `caller=<file>:<line>`; a bundle has no lines worth naming, so the
 * file is all it tells.
 */
const CALLER = "endpoints.ts:1";

/** Builds the endpoints over a store; each call writes one log line with its result. */
export function createEndpoints(store: SockStore, log: LogLine): Endpoints {
    const list = namedBreaker("List");
    const count = namedBreaker("Count");
    const get = namedBreaker("Get");
    const tags = namedBreaker("Tags");
    const healthBreaker = namedBreaker("Health");

    /** Runs the call, and logs it whether it came back or not; a failure gets the client's text. */
    async function logged<T>(
        fields: Record<string, LogValue>,
        failure: string,
        call: () => Promise<T>,
        result: (value: T) => Record<string, LogValue>,
        noResult: Record<string, LogValue>,
    ): Promise<T> {
        const began = performance.now();
        const line = (outcome: Record<string, LogValue>, err: string | null): void =>
            log(CALLER, {
                ...fields,
                ...outcome,
                err,
                took: goDuration(performance.now() - began),
            });
        try {
            const value = await call();
            line(result(value), null);
            return value;
        } catch (cause) {
            line(noResult, failure);
            throw new Error(failure, { cause });
        }
    }

    const lost = "database connection error";
    return {
        list: (request) =>
            list(() =>
                logged<Sock[] | null>(
                    {
                        method: "List",
                        tags: request.tags.join(", "),
                        order: request.order,
                        pageNum: request.pageNum,
                        pageSize: request.pageSize,
                    },
                    lost,
                    async () => {
                        const rows = await store.list(request.tags);
                        return page(rows.map(toSock), request.pageNum, request.pageSize);
                    },
                    (socks) => ({ result: socks?.length ?? 0 }),
                    { result: 0 },
                ),
            ),
        count: (wanted) =>
            count(() =>
                logged(
                    { method: "Count", tags: wanted.join(", ") },
                    lost,
                    () => store.count(wanted),
                    (result) => ({ result }),
                    { result: 0 },
                ),
            ),
        get: (id) =>
            get(() =>
                logged(
                    { method: "Get", id },
                    // The same text for an unknown id and for a lost database: upstream's, kept.
                    "not found",
                    async () => {
                        const row = await store.get(id);
                        if (row === undefined) {
                            throw new Error("no such sock");
                        }
                        return toSock(row);
                    },
                    (sock) => ({ sock: sock.id }),
                    { sock: "" },
                ),
            ),
        tags: () =>
            tags(() =>
                logged(
                    { method: "Tags" },
                    lost,
                    () => store.tags(),
                    (names) => ({ result: names.length }),
                    { result: 0 },
                ),
            ),
        health: () =>
            healthBreaker(async () => {
                const began = performance.now();
                const answers = await store.ping().then(
                    () => true,
                    () => false,
                );
                const entries = health("catalogue", "catalogue-db", answers);
                const took = goDuration(performance.now() - began);
                log(CALLER, { method: "Health", result: entries.length, took });
                return entries;
            }),
    };
}
