/** Datadog's log searches, as far as the lab writes them. */
import { Reader } from "./lexer.ts";

/** Facets that look right and find nothing (spec environment.md, section 7.3), and what does. */
const MISLEADING: Readonly<Record<string, string>> = {
    deployment: "kube_deployment",
    namespace: "kube_namespace",
    pod: "pod_name",
};

/** Facets of the search, each once, such as `service` or `@method`. @throws QueryError saying where and what was expected */
export function parseLogQuery(text: string): string[] {
    const reader = new Reader(text);
    const facets = new Set<string>();
    reader.spaces();
    if (reader.at === text.length) throw reader.error("a search");
    readOr(reader, facets);
    reader.end();
    return [...facets];
}

function readOr(reader: Reader, facets: Set<string>): void {
    do readAnd(reader, facets);
    while (operator(reader, /OR\s+/y));
}

function readAnd(reader: Reader, facets: Set<string>): void {
    do {
        operator(reader, /AND\s+/y);
        readTerm(reader, facets);
        reader.spaces();
    } while (reader.at < reader.text.length && !/^(OR\s|\))/.test(reader.text.slice(reader.at)));
}

function operator(reader: Reader, pattern: RegExp): boolean {
    reader.spaces();
    return reader.take(pattern) !== undefined;
}

function readTerm(reader: Reader, facets: Set<string>): void {
    reader.spaces();
    reader.take(/-|NOT\s+/y);
    if (reader.has("(")) {
        readOr(reader, facets);
        return reader.expect(")");
    }
    const before = reader.at;
    const facet = reader.take(/@?[a-zA-Z][\w.]*(?=:)/y);
    if (facet !== undefined) {
        const instead = MISLEADING[facet];
        if (instead !== undefined) {
            reader.at = before;
            throw reader.error(`${instead}: (${facet}: finds nothing)`);
        }
        facets.add(facet);
        reader.expect(":");
        if (reader.has("(")) {
            readOr(reader, facets);
            return reader.expect(")");
        }
    }
    if (/^(AND|OR|NOT)\b/.test(reader.text.slice(reader.at))) throw reader.error("a word");
    reader.must(/"[^"]+"|[^\s()":{}]+/y, "a word or a text in quotes");
}
