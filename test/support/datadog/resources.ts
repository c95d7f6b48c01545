/** The resources of the local Datadog: their paths, models, and what Datadog adds to what it is given. */
import { parseLogQuery } from "../../../components/monitoring/datadog/query/log-query.ts";
import { parseMetricQuery } from "../../../components/monitoring/datadog/query/metric-query.ts";
import { parseMonitorQuery } from "../../../components/monitoring/datadog/query/monitor-query.ts";

export type Kept = Record<string, unknown>;

export interface ResourceRoute {
    kind: string;
    path: string;
    /** Models of the two bodies. */
    create: string;
    update: string;
    /** What the models can't see; a text each. */
    examine?(body: Kept): string[];
    id(next: number): string | number;
    /** What is added at creation. */
    added(id: string | number, next: number, body: Kept): Kept;
    wrap(verb: "create" | "read" | "update" | "delete", kept: Kept): unknown;
    /** Status for an id that isn't there. */
    missing: number;
}

const NOW = "2026-01-01T00:00:00+00:00";

/** Paths and models as of the API's version 1; answers as its documentation has them. */
export const RESOURCES: readonly ResourceRoute[] = [
    {
        kind: "monitor",
        path: "/api/v1/monitor",
        create: "Monitor",
        update: "MonitorUpdateRequest",
        examine: monitorFaults,
        id: (next) => 1000 + next,
        added: (id, _, body) => ({
            id,
            created: NOW,
            modified: NOW,
            multi: false,
            overall_state: "No Data",
            restricted_roles: null,
            options: { notify_audit: false, silenced: {}, ...(body["options"] as Kept) },
        }),
        wrap: (verb, kept) => (verb === "delete" ? { deleted_monitor_id: kept["id"] } : kept),
        missing: 404,
    },
    {
        kind: "dashboard",
        path: "/api/v1/dashboard",
        create: "Dashboard",
        update: "Dashboard",
        id: (next) => `abc-def-${String(next).padStart(3, "0")}`,
        added: (id, next, body) => ({
            id,
            author_handle: "lab@example.com",
            created_at: NOW,
            modified_at: NOW,
            url: `/dashboard/${id}/${slug(body["title"])}`,
            is_read_only: false,
            notify_list: body["notify_list"] ?? null,
            template_variables: body["template_variables"] ?? null,
            widgets: numbered((body["widgets"] ?? []) as Widget[], next * 1000),
        }),
        wrap: (verb, kept) => (verb === "delete" ? { deleted_dashboard_id: kept["id"] } : kept),
        missing: 404,
    },
    {
        kind: "pipeline",
        path: "/api/v1/logs/config/pipelines",
        create: "LogsPipeline",
        update: "LogsPipeline",
        examine: (body) => pipelineFaults(body),
        id: (next) => `pipeline-${next}`,
        added: (id) => ({ id, type: "pipeline", is_read_only: false }),
        wrap: (verb, kept) => (verb === "delete" ? {} : kept),
        missing: 400,
    },
    {
        kind: "slo",
        path: "/api/v1/slo",
        create: "ServiceLevelObjectiveRequest",
        update: "ServiceLevelObjective",
        examine: sloFaults,
        id: (next) => next.toString(16).padStart(32, "0"),
        added: (id) => ({ id, created_at: 1767225600, modified_at: 1767225600 }),
        wrap: (verb, kept) => {
            if (verb === "read") return { data: kept, errors: null };
            return { data: [verb === "delete" ? kept["id"] : kept], errors: [] };
        },
        missing: 404,
    },
];

interface Widget {
    definition: { widgets?: Widget[] };
}

function numbered(widgets: readonly Widget[], first: number): Widget[] {
    return widgets.map((widget, index) => {
        const { widgets: inner } = widget.definition;
        const id = first + index;
        const group = inner === undefined ? {} : { widgets: numbered(inner, id * 100) };
        return { ...widget, id, definition: { ...widget.definition, ...group } };
    });
}

function slug(title: unknown): string {
    return String(title).toLowerCase().replaceAll(/\W+/g, "-");
}

const TYPES = {
    metric: ["query alert", "metric alert"],
    logs: ["log alert"],
    events: ["event-v2 alert"],
};

function monitorFaults({ type, query, options }: Kept): string[] {
    return faultsOf("The value provided for parameter 'query' is invalid", () => {
        const { kind, threshold } = parseMonitorQuery(String(query));
        if (!TYPES[kind].includes(String(type)))
            throw new Error(`a query of ${kind} in a ${String(type)}`);
        const { critical } = ((options as Kept)["thresholds"] ?? {}) as Kept;
        if (critical !== undefined && critical !== threshold) {
            throw new Error(
                `Alert threshold (${JSON.stringify(critical)}) does not match that used in query (${threshold})`,
            );
        }
    });
}

function pipelineFaults({ filter }: Kept): string[] {
    const { query } = (filter ?? {}) as Kept;
    return faultsOf("Invalid filter", () => void parseLogQuery(String(query)));
}

function sloFaults({ query }: Kept): string[] {
    return Object.entries((query ?? {}) as Kept).flatMap(([name, text]) =>
        faultsOf(`Invalid ${name}`, () => void parseMetricQuery(String(text))),
    );
}

function faultsOf(what: string, check: () => void): string[] {
    try {
        check();
        return [];
    } catch (error) {
        return [`${what}: ${error instanceof Error ? error.message : String(error)}`];
    }
}
