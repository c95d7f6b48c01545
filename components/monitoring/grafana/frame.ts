import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
    AnnotationQueryBuilder,
    DashboardBuilder,
    DashboardCursorSync,
    DashboardLinkBuilder,
    DashboardLinkType,
    DatasourceVariableBuilder,
    RowBuilder,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { DATASOURCE, DATASOURCE_UID } from "./datasource.ts";

/** Marks all of them; each has links to the others by it. */
export const TAG = "sock-shop";

export interface DashboardRow {
    title: string;
    panels: readonly Builder<Panel>[];
}

export interface DashboardParts {
    /** Address of the dashboard, at most 40 characters; it never changes. */
    uid: string;
    title: string;
    description: string;
    rows: readonly DashboardRow[];
    /** Default the last half hour: an incident is a matter of minutes. */
    from?: string;
}

/** A dashboard with what all have in common: times in UTC, its data source, alerts as marks, links to the others. */
export function dashboard(parts: DashboardParts): Dashboard {
    const { uid, title, description, rows, from = "now-30m" } = parts;
    const builder = new DashboardBuilder(title)
        .uid(uid)
        .description(description)
        .tags([TAG])
        .timezone("utc")
        .time({ from, to: "now" })
        .refresh("5s")
        .readonly()
        .tooltip(DashboardCursorSync.Crosshair)
        .withVariable(
            new DatasourceVariableBuilder("datasource")
                .label("Data source")
                .type("prometheus")
                .current({ selected: true, text: "Prometheus", value: DATASOURCE_UID }),
        )
        .annotation(
            new AnnotationQueryBuilder()
                .name("Alerts")
                .datasource(DATASOURCE)
                .enable(true)
                .iconColor("red")
                .expr('ALERTS{alertname=~"SockShop.*",alertstate="firing"}')
                .titleFormat("{{alertname}}")
                .textFormat("{{severity}}")
                .step("15s"),
        )
        .link(
            new DashboardLinkBuilder("Sock Shop")
                .type(DashboardLinkType.Dashboards)
                .tags([TAG])
                .asDropdown(true)
                .keepTime(true),
        );
    for (const row of rows) {
        builder.withRow(new RowBuilder(row.title));
        for (const panel of row.panels) builder.withPanel(panel);
    }
    const built = builder.build();
    // Links to a panel are by its id, which the builder leaves open.
    const panels = built.panels?.map((panel, index) => ({ ...panel, id: index + 1 }));
    return { ...built, ...(panels === undefined ? {} : { panels }) };
}
