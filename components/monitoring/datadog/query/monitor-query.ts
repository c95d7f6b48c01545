/** Datadog's monitor queries, as far as the lab writes them: `avg(last_5m):<metric query> > 250`, `logs("…")…`, `events("…")…`. */
import { Reader } from "./lexer.ts";
import { parseLogQuery } from "./log-query.ts";
import { readExpression } from "./metric-query.ts";

export type Comparator = ">" | ">=" | "<" | "<=";

export interface MonitorQuery {
    kind: "metric" | "logs" | "events";
    /** Length of the window, such as `5m`. */
    window: string;
    /** Metrics that are read; none for a monitor of logs or events. */
    metrics: string[];
    /** Keys of `by`. */
    groups: string[];
    /** What is searched for; undefined for a metric monitor. */
    search?: string;
    comparator: Comparator;
    threshold: number;
}

/** Windows that Datadog takes. */
const WINDOWS = ["1m", "5m", "10m", "15m", "30m", "1h", "2h", "4h", "1d"];

/** @throws QueryError saying where and what was expected */
export function parseMonitorQuery(text: string): MonitorQuery {
    const reader = new Reader(text);
    reader.spaces();
    const source = reader.take(/(logs|events)(?=\()/y);
    const found = source === undefined ? readMetric(reader) : readSearch(reader, source);
    const comparator = reader.must(/>=|<=|>|</y, ">, >=, < or <=") as Comparator;
    const threshold = Number(reader.must(/-?\d+(\.\d+)?/y, "a number"));
    reader.end();
    return { ...found, comparator, threshold };
}

type Left = Omit<MonitorQuery, "comparator" | "threshold">;

function readMetric(reader: Reader): Left {
    const change = reader.take(/(pct_)?change\(/y);
    reader.must(/(avg|sum|min|max)/y, "avg(, sum(, min( or max(");
    reader.expect("(");
    const window = readWindow(reader);
    reader.expect(")");
    if (change !== undefined) {
        reader.expect(",");
        readWindow(reader);
        reader.expect(")");
    }
    reader.expect(":");
    const { metrics, groups } = readExpression(reader);
    if (metrics.length === 0) throw reader.error("a metric");
    return { kind: "metric", window, metrics, groups };
}

function readSearch(reader: Reader, source: string): Left {
    reader.expect("(");
    const quoted = reader.must(/"(?:[^"\\]|\\.)*"/y, "a search in quotes");
    const search = quoted.slice(1, -1).replaceAll('\\"', '"');
    parseLogQuery(search);
    reader.expect(")");
    if (source === "logs") reader.must(/\.index\("[^"]+"\)/y, '.index("*")');
    reader.must(/\.rollup\("(count|cardinality|avg|sum|max)"(, "[^"]+")?\)/y, '.rollup("count")');
    const by = reader.take(/\.by\("[^"]+"\)/y);
    reader.expect('.last("');
    const window = readWindow(reader, "");
    reader.expect('")');
    const groups = by === undefined ? [] : by.slice(5, -2).split(",");
    return { kind: source === "logs" ? "logs" : "events", window, metrics: [], groups, search };
}

function readWindow(reader: Reader, prefix = "last_"): string {
    const at = reader.at;
    if (prefix !== "") reader.expect(prefix);
    const window = reader.take(/\d+[mhd]/y) ?? "";
    if (WINDOWS.includes(window)) return window;
    reader.at = at;
    throw reader.error(`a window (${WINDOWS.map((one) => prefix + one).join(", ")})`);
}
