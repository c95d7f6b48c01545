/** `datadog.DashboardJson`: a dashboard as the JSON of the API. */
import { z } from "zod";
import type { Dashboard } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/Dashboard.js";
import type { PropertyMap } from "../../protocol/property.ts";
import type { Found, Kind } from "../kind.ts";
import { modelFaults, toJson, toModel } from "../model.ts";

/** What Datadog adds to a dashboard. */
const ADDED = ["id", "author_handle", "author_name", "created_at", "modified_at", "url"];

const Inputs = z.strictObject({
    dashboard: z.string().superRefine((text, context) => {
        for (const message of faultsOf(text)) context.addIssue({ code: "custom", message });
    }),
});

function faultsOf(text: string): string[] {
    try {
        return modelFaults(JSON.parse(text) as unknown, "Dashboard");
    } catch (error) {
        return [`not JSON: ${error instanceof Error ? error.message : String(error)}`];
    }
}

function bodyOf(inputs: PropertyMap): Dashboard {
    const json = JSON.parse(String(inputs["dashboard"])) as Record<string, unknown>;
    // Still given back, but taken no longer.
    const { is_read_only: _, ...body } = json;
    return toModel(body, "Dashboard") as Dashboard;
}

/** The dashboard as it is compared: without what Datadog adds, keys in order. */
function settled(json: unknown): string {
    const dashboard = { ...(json as Record<string, unknown>) };
    for (const key of ADDED) delete dashboard[key];
    const { restricted_roles: roles, is_read_only: readOnly = false } = dashboard;
    if (Array.isArray(roles)) delete dashboard["is_read_only"];
    else dashboard["is_read_only"] = readOnly;
    const { widgets, notify_list: handles } = dashboard;
    if (Array.isArray(widgets)) dashboard["widgets"] = widgets.map(withoutId);
    if (Array.isArray(handles)) dashboard["notify_list"] = handles.map(String).sort();
    return JSON.stringify(inOrder(dashboard));
}

function withoutId(widget: unknown): unknown {
    const { id: _, definition, ...rest } = widget as { id?: unknown; definition?: unknown };
    if (typeof definition !== "object" || definition === null) return { ...rest, definition };
    const { widgets } = definition as { widgets?: unknown };
    const inner = Array.isArray(widgets) ? { widgets: widgets.map(withoutId) } : {};
    return { ...rest, definition: { ...definition, ...inner } };
}

/** Without nulls, which stand for what isn't set, and with the keys in order. */
function inOrder(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(inOrder);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, inner]) => inner !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, inOrder(inner)]),
    );
}

function found(dashboard: Dashboard): Found {
    return {
        id: dashboard.id ?? "",
        inputs: { dashboard: settled(toJson(dashboard, "Dashboard")) },
        computed: { url: dashboard.url ?? "" },
    };
}

export const dashboardJson: Kind = {
    type: "datadog:index/dashboardJson:DashboardJson",
    schema: Inputs,
    replaces: [],
    computed: ["url"],
    own: [],
    settle: (inputs) => ({ dashboard: settled(toJson(bodyOf(inputs), "Dashboard")) }),
    create: async (api, inputs) =>
        found(await api.dashboards.createDashboard({ body: bodyOf(inputs) })),
    read: async (api, id) => found(await api.dashboards.getDashboard({ dashboardId: id })),
    update: async (api, id, inputs) =>
        found(await api.dashboards.updateDashboard({ dashboardId: id, body: bodyOf(inputs) })),
    async remove(api, id) {
        await api.dashboards.deleteDashboard({ dashboardId: id });
    },
};
