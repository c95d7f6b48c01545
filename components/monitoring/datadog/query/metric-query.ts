/**
 * Datadog's metric queries, as far as the lab writes them: what is wrong with one shows before Datadog is asked, and
 * which metrics it reads can be checked against those that exist.
 */
import { Reader } from "./lexer.ts";

export interface MetricQuery {
    /** Names of the metrics, each once, in order. */
    metrics: string[];
    /** Filters such as `kube_namespace:sock-shop`, each once; `!` before one that excludes. */
    filters: string[];
    /** Keys of `by {…}`, each once. */
    groups: string[];
}

/** Functions that take a query and perhaps settings. */
const FUNCTIONS = new Set([
    "abs",
    "clamp_min",
    "cutoff_min",
    "default_zero",
    "derivative",
    "diff",
    "ewma_5",
    "exclude_null",
    "log10",
    "max",
    "min",
    "moving_rollup",
    "per_minute",
    "per_second",
    "timeshift",
    "top",
]);

const METHODS = new Set(["as_count", "as_rate", "fill", "rollup", "weighted"]);

/** @throws QueryError saying where and what was expected */
export function parseMetricQuery(text: string): MetricQuery {
    const reader = new Reader(text);
    const found = readExpression(reader);
    reader.end();
    return found;
}

/** Reads an expression of queries and numbers; stops at what can't belong to it. */
export function readExpression(reader: Reader): MetricQuery {
    let found = readTerm(reader);
    while (reader.has("+") || reader.has("-") || reader.has("*") || reader.has("/")) {
        found = merge(found, readTerm(reader));
    }
    return found;
}

function readTerm(reader: Reader): MetricQuery {
    reader.spaces();
    if (reader.take(/-?\d+(\.\d+)?/y) !== undefined) return merge();
    if (reader.has("(")) {
        const inner = readExpression(reader);
        reader.expect(")");
        return inner;
    }
    const call = reader.take(/[a-z][a-z0-9_]*(?=\()/y);
    return call === undefined ? readSeries(reader) : readCall(reader, call);
}

function readCall(reader: Reader, name: string): MetricQuery {
    if (!FUNCTIONS.has(name)) {
        reader.at -= name.length;
        throw reader.error(`a function (${[...FUNCTIONS].join(", ")})`);
    }
    reader.expect("(");
    const inner = readExpression(reader);
    while (reader.has(",")) reader.must(/'[^']*'|-?\d+(\.\d+)?|[a-z_]+/y, "a setting");
    reader.expect(")");
    return inner;
}

/** `avg:metric{scope} by {keys}.method(…)` */
function readSeries(reader: Reader): MetricQuery {
    reader.must(/(avg|sum|min|max|count|p50|p75|p90|p95|p99):/y, "avg:, sum:, min:, max: or p95:");
    const metric = reader.must(/[a-zA-Z][a-zA-Z0-9_.]*/y, "the name of a metric");
    reader.expect("{");
    const filters = readScope(reader);
    reader.expect("}");
    const groups: string[] = [];
    if (/^\s*by\s*\{/.test(reader.text.slice(reader.at))) {
        reader.expect("by");
        reader.expect("{");
        do groups.push(reader.must(/[a-z][a-z0-9_.\-/]*/y, "the key of a tag"));
        while (reader.has(","));
        reader.expect("}");
    }
    while (reader.take(/\.(?=[a-z_]+\()/y) !== undefined) {
        const method = reader.must(/[a-z_]+/y, "a method");
        if (!METHODS.has(method)) {
            reader.at -= method.length;
            throw reader.error(`a method (${[...METHODS].join(", ")})`);
        }
        reader.expect("(");
        reader.take(/[a-z0-9_,\s]*/y);
        reader.expect(")");
    }
    return { metrics: [metric], filters, groups };
}

/** `a:b,!c:d` or `a:b AND (c:d OR NOT c:e)`. */
function readScope(reader: Reader): string[] {
    if (reader.has("*")) return [];
    const filters: string[] = [];
    do {
        reader.spaces();
        const not = reader.take(/!|NOT\s+/y) === undefined ? "" : "!";
        if (reader.has("(")) {
            filters.push(...readScope(reader).map((filter) => not + filter));
            reader.expect(")");
            continue;
        }
        const filter = reader.must(
            /[a-z][a-z0-9_.\-/]*:[\w.*\-/]+/y,
            "a filter such as kube_namespace:sock-shop",
        );
        filters.push(not + filter);
    } while (reader.has(",") || reader.has("AND ") || reader.has("OR "));
    return filters;
}

function merge(...all: MetricQuery[]): MetricQuery {
    const each = (pick: (one: MetricQuery) => string[]): string[] => [
        ...new Set(all.flatMap(pick)),
    ];
    return {
        metrics: each((one) => one.metrics),
        filters: each((one) => one.filters),
        groups: each((one) => one.groups),
    };
}
