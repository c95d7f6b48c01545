import type { StoreRecord } from "../../evidence/schema/content.ts";
import { figure } from "../text.ts";
import type { FigureTable } from "./run-model.ts";

/** What stores and broker held before and after; nothing where neither was seen. */
export function storeTable(stores: readonly StoreRecord[]): FigureTable[] {
    const before = stores.find(({ moment }) => moment === "before");
    const after = stores.findLast(({ moment }) => moment === "after");
    if (before === undefined && after === undefined) return [];
    const [old, now] = [before, after].map(valuesOf);
    const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
    return [
        {
            title: "Stores and broker",
            head: ["what", "before", "after"],
            rows: names.map((name) => [name, old?.[name] ?? "–", now?.[name] ?? "–"]),
        },
    ];
}

function valuesOf(record: StoreRecord | undefined): Record<string, string> {
    if (record === undefined) return {};
    const { contentHash, objects, rows, queues, policies, documents, restarts } = record;
    return Object.fromEntries([
        ["content", contentHash],
        ["objects", figure(objects)],
        ...Object.entries(rows).map(([name, count]) => [`rows of ${name}`, figure(count)]),
        ...Object.entries(queues).map(([name, count]) => [`messages in ${name}`, figure(count)]),
        ["policies", policies.join(", ") || "none"],
        ...Object.entries(documents).map(([name, { count, byStatus }]) => {
            const parts = Object.entries(byStatus).map(([status, of]) => `${of} ${status}`);
            return [name, `${figure(count)}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`];
        }),
        ["restarts", figure(Object.values(restarts).reduce((sum, one) => sum + one, 0))],
    ]) as Record<string, string>;
}
