import type { LogRecord } from "../../evidence/schema/observation.ts";
import { clock, plain } from "../text.ts";
import type { LogLine, LogWindow, Moment } from "./run-model.ts";

/** Before and after a turning point; what leads to it is seldom older. */
const AROUND_MS = 10_000;
/** Turning points so close are one to a reader. */
const SAME_MS = 5_000;
const MOST_LINES = 40;
const MOST_LETTERS = 600;

const TROUBLE =
    /error|warn|exception|fail|refused|reset|timeout|timed out|unavailable|kill|sigterm|breaker|panic|denied|\b5\d\d\b/i;

/**
 * What the shop logged around each turning point. Lines that differ in their numbers only are one line,
 * with how often it came; lines of trouble come before others where there are too many.
 */
export function logWindows(logs: readonly LogRecord[], points: readonly Moment[]): LogWindow[] {
    return grouped(points).map((group) => {
        const [first, last] = [group[0]?.atMs ?? 0, group.at(-1)?.atMs ?? 0];
        const near = logs.filter(({ at }) => {
            const atMs = Date.parse(at);
            return atMs >= first - AROUND_MS && atMs <= last + AROUND_MS;
        });
        const kinds = kindsOf(near);
        const chosen = kinds.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST_LINES);
        const told = chosen.reduce((sum, { times }) => sum + times, 0);
        return {
            title: `${clock(first)}: ${group.map(({ text }) => text).join("; ")}`,
            atMs: first,
            lines: chosen.sort((a, b) => a.atMs - b.atMs).map(lineOf),
            leftOut: near.length - told,
        };
    });
}

interface LineKind {
    atMs: number;
    source: string;
    text: string;
    times: number;
}

function grouped(points: readonly Moment[]): Moment[][] {
    const groups: Moment[][] = [];
    for (const point of points) {
        const last = groups.at(-1);
        const before = last?.at(-1);
        if (last !== undefined && before !== undefined && point.atMs - before.atMs <= SAME_MS) {
            last.push(point);
        } else groups.push([point]);
    }
    return groups;
}

/** Lines of one service that say the same but for their numbers and ids. */
function kindsOf(logs: readonly LogRecord[]): LineKind[] {
    const kinds = new Map<string, LineKind>();
    for (const { at, service, message } of logs) {
        const key = `${service} ${message.replace(/[0-9a-f-]*\d[0-9a-f-]*/gi, "#")}`;
        const kind = kinds.get(key);
        if (kind === undefined) {
            kinds.set(key, { atMs: Date.parse(at), source: service, text: message, times: 1 });
        } else kind.times++;
    }
    return [...kinds.values()];
}

function weight({ text, times }: LineKind): number {
    return (TROUBLE.test(text) ? 1 : 0) + 1 / (1 + times);
}

function lineOf({ atMs, source, text, times }: LineKind): LogLine {
    const shown = plain(text);
    const cut = shown.length > MOST_LETTERS ? `${shown.slice(0, MOST_LETTERS)} …` : shown;
    return { atMs, source: plain(source), text: times > 1 ? `${cut}  [${times} times]` : cut };
}
