/** Widgets as Datadog's API has them, for the few kinds the dashboards are made of. */

export interface Widget {
    definition: { type: string; title?: string; [key: string]: unknown };
}

/** A dashboard as `datadog.DashboardJson` takes it. */
export interface Dashboard {
    title: string;
    description: string;
    layout_type: "ordered";
    widgets: Widget[];
    tags: string[];
}

/** One line of a graph: its name, and its metric query. */
export type Lines = Readonly<Record<string, string>>;

export interface GraphOptions {
    /** Marked figures: label to value, in the unit of the lines. */
    marks?: Readonly<Record<string, number>>;
    display?: "line" | "area" | "bars";
}

/** Lines over time. */
export function graph(
    title: string,
    lines: Lines,
    { marks = {}, display = "line" }: GraphOptions = {},
): Widget {
    return {
        definition: {
            type: "timeseries",
            title,
            show_legend: true,
            requests: [{ ...metricRequest(lines, "timeseries"), display_type: display }],
            markers: Object.entries(marks).map(([label, value]) => ({
                label,
                value: `y = ${value}`,
                display_type: "error dashed",
            })),
        },
    };
}

/** One figure now; from `bad` on it is red. */
export function figure(title: string, query: string, bad?: { from: number }): Widget {
    const format = { comparator: ">=", value: bad?.from, palette: "white_on_red" };
    return {
        definition: {
            type: "query_value",
            title,
            autoscale: true,
            requests: [
                {
                    ...metricRequest({ [title]: query }, "scalar"),
                    ...(bad === undefined ? {} : { conditional_formats: [format] }),
                },
            ],
        },
    };
}

/** The highest groups of a metric. */
export function ranking(title: string, query: string): Widget {
    return {
        definition: {
            type: "toplist",
            title,
            requests: [metricRequest({ [title]: query }, "scalar")],
        },
    };
}

/** Text, in Markdown. */
export function note(content: string): Widget {
    return { definition: { type: "note", content, background_color: "white", font_size: "14" } };
}

/** State of the monitors that have these tags. */
export function monitorStates(title: string, tags: readonly string[]): Widget {
    return {
        definition: {
            type: "manage_status",
            title,
            query: `tag:(${tags.map((tag) => `"${tag}"`).join(" AND ")})`,
            display_format: "countsAndList",
            color_preference: "text",
            hide_zero_counts: true,
            show_last_triggered: true,
            sort: "status,asc",
        },
    };
}

/** The objectives that have this tag. */
export function objectives(title: string, tag: string): Widget {
    const request = { request_type: "slo_list", query: { query_string: tag, limit: 10 } };
    return { definition: { type: "slo_list", title, requests: [request] } };
}

/** Widgets under a heading. */
export function group(title: string, widgets: readonly Widget[]): Widget {
    return { definition: { type: "group", title, layout_type: "ordered", widgets } };
}

function metricRequest(lines: Lines, format: "timeseries" | "scalar"): object {
    const all = Object.entries(lines).map(([alias, query], index) => ({
        alias,
        name: `query${index + 1}`,
        query,
    }));
    return {
        response_format: format,
        queries: all.map(({ name, query }) => ({
            data_source: "metrics",
            name,
            query,
            ...(format === "scalar" ? { aggregator: "last" } : {}),
        })),
        formulas: all.map(({ name, alias }) => ({ formula: name, alias })),
    };
}
