import { parser } from "@prometheus-io/lezer-promql";

/** What an expression says by its grammar: the metrics that it reads, and where it is no PromQL. */
export interface ParsedPromql {
    metrics: string[];
    /** Position and text of what can't be parsed. */
    errors: string[];
}

/**
 * Reads an expression. Grammar only: `rate(x)` without a range passes, which promtool would refuse.
 * Grafana's variables are replaced by what they may stand for first.
 */
export function parsePromql(text: string): ParsedPromql {
    const plain = text.replaceAll("$__rate_interval", "1m").replaceAll(/\$\{?\w+\}?/g, "any");
    const metrics = new Set<string>();
    const errors: string[] = [];
    parser.parse(plain).iterate({
        enter: ({ type, from, to, node }) => {
            if (type.isError) errors.push(`${from}: ${plain.slice(from, to + 10)}`);
            if (type.name === "Identifier" && node.parent?.name === "VectorSelector") {
                metrics.add(plain.slice(from, to));
            }
        },
    });
    return { metrics: [...metrics], errors };
}
