import { z } from "zod";
import { SHOP_NAMESPACE } from "../../kit/labels.ts";
import { askText, type Kube, queryOf } from "./service-proxy.ts";

/** Which lines are asked for. */
export interface LogQuery {
    /** Workload of the shop; default all. */
    service?: string;
    /** Words that a line has, next to each other: an order's id, a message. */
    text?: string;
    from: Date;
    /** Default: now. */
    to?: Date;
    /** The newest so many. Default 1000. */
    limit?: number;
}

/** One line of a container. */
export interface LogLine {
    /** When the container wrote it, RFC 3339 with up to nanoseconds. */
    time: string;
    service: string;
    pod: string;
    message: string;
    /** What a line of JSON has besides its message. */
    fields: Record<string, string>;
}

const Row = z
    .object({
        _time: z.string(),
        _msg: z.string().default(""),
        "kubernetes.container_name": z.string(),
        "kubernetes.pod_name": z.string(),
    })
    .catchall(z.string());

/** A text as LogsQL quotes it. */
const quoted = (text: string): string => JSON.stringify(text);

/** The query in LogsQL, for a person as for the API. */
export function logsQl({ service, text, from, to }: LogQuery): string {
    const streams = [
        `kubernetes.pod_namespace=${quoted(SHOP_NAMESPACE)}`,
        ...(service === undefined ? [] : [`kubernetes.container_name=${quoted(service)}`]),
    ];
    return [
        `_time:[${from.toISOString()}, ${(to ?? new Date()).toISOString()}]`,
        `{${streams.join(",")}}`,
        ...(text === undefined ? [] : [quoted(text)]),
    ].join(" ");
}

/** Lines of the shop's containers, oldest first, from the store that keeps them in the cluster. */
export async function logLines(kube: Kube, query: LogQuery): Promise<LogLine[]> {
    const rows = await select(kube, logsQl(query), query.limit ?? 1000);
    const lines = rows.map((text) => lineOf(Row.parse(JSON.parse(text))));
    return lines.sort((a, b) => (orderOf(a.time) < orderOf(b.time) ? -1 : 1));
}

/** Lines of each workload of the shop in that time; who wrote none isn't there. */
export async function lineCounts(
    kube: Kube,
    query: Pick<LogQuery, "from" | "to" | "text">,
): Promise<Record<string, number>> {
    const by = "kubernetes.container_name";
    const rows = await select(kube, `${logsQl(query)} | stats by (${by}) count() as lines`);
    const Count = z.object({ [by]: z.string(), lines: z.coerce.number() });
    const counts = rows.map((text) => Count.parse(JSON.parse(text)));
    return Object.fromEntries(counts.map((row) => [row[by], row.lines]));
}

/** The rows of an answer, which are JSON lines. */
async function select(kube: Kube, query: string, limit?: number): Promise<string[]> {
    const parameters = queryOf({ query, limit: limit === undefined ? undefined : String(limit) });
    const text = await askText(kube, "victoria-logs", `/select/logsql/query?${parameters}`);
    return text.split("\n").filter((line) => line !== "");
}

function lineOf(row: z.infer<typeof Row>): LogLine {
    const own = Object.entries(row).filter(([name]) => !/^(_|kubernetes\.)/.test(name));
    return {
        time: row._time,
        service: row["kubernetes.container_name"],
        pod: row["kubernetes.pod_name"],
        message: row._msg,
        fields: Object.fromEntries(own),
    };
}

/** A time as text that sorts: fractions come with as many digits as they need. */
function orderOf(time: string): string {
    const [seconds = "", fraction = ""] = time.replace(/Z$/, "").split(".");
    return `${seconds}.${fraction.padEnd(9, "0")}`;
}
