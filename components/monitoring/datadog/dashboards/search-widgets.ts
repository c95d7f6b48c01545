/** Widgets over logs and events. */
import { eventsLink, logsLink } from "../links.ts";
import type { Site } from "../settings.ts";
import { note, type Widget } from "./widgets.ts";

/** How many log lines match, by the values of a facet. */
export function logRanking(title: string, search: string, facet: string): Widget {
    const request = logRequest(search, "scalar", facet);
    return { definition: { type: "toplist", title, requests: [request] } };
}

/** How many log lines match, over time. */
export function logGraph(title: string, search: string, facet?: string): Widget {
    const request = { ...logRequest(search, "timeseries", facet), display_type: "bars" };
    return { definition: { type: "timeseries", title, show_legend: true, requests: [request] } };
}

/** How many log lines match, as one figure. */
export function logFigure(title: string, search: string, bad: { from: number }): Widget {
    const format = { comparator: ">=", value: bad.from, palette: "white_on_red" };
    const request = { ...logRequest(search, "scalar"), conditional_formats: [format] };
    return { definition: { type: "query_value", title, autoscale: true, requests: [request] } };
}

/** The log lines themselves, newest first. */
export function logStream(title: string, search: string): Widget {
    return {
        definition: {
            type: "log_stream",
            title,
            query: search,
            indexes: [],
            columns: ["host", "service"],
            show_date_column: true,
            show_message_column: true,
            message_display: "expanded-md",
            sort: { column: "time", order: "desc" },
        },
    };
}

/** Events of Kubernetes; they are in no log. */
export function eventStream(title: string, search: string): Widget {
    return { definition: { type: "event_stream", title, query: search, event_size: "s" } };
}

/** A search that opens with one click: what a saved view would be. */
export function openLogs(site: Site, name: string, search: string, remark = ""): Widget {
    const text = [`[Open "${name}" in Logs](${logsLink(site, search)})`, `\`${search}\``, remark];
    return note(text.filter(Boolean).join("\n\n"));
}

/** The same for events. */
export function openEvents(site: Site, name: string, search: string): Widget {
    return note(`[Open "${name}" in Events](${eventsLink(site, search)})\n\n\`${search}\``);
}

function logRequest(search: string, format: "timeseries" | "scalar", facet?: string): object {
    const sort = { aggregation: "count", order: "desc" };
    return {
        response_format: format,
        queries: [
            {
                data_source: "logs",
                name: "query1",
                indexes: ["*"],
                search: { query: search },
                compute: { aggregation: "count" },
                group_by: facet === undefined ? [] : [{ facet, limit: 10, sort }],
            },
        ],
        formulas: [{ formula: "query1" }],
    };
}
