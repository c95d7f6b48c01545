import { z } from "zod";

/**
 * The part of Grafana's dashboard schema (kind Dashboard, schemaVersion 42) that the lab's dashboards use. Strict: a
 * key that isn't here is one that Grafana would ignore in silence, or one to be read up and added.
 */

const DataSource = z.strictObject({ type: z.literal("prometheus"), uid: z.string() });

const Target = z.strictObject({
    refId: z.string().regex(/^[A-Z]$/),
    datasource: DataSource,
    expr: z.string().min(1),
    legendFormat: z.string().min(1),
    range: z.boolean(),
    instant: z.boolean(),
});

const GridPos = z.strictObject({
    x: z.number().int().min(0).max(23),
    y: z.number().int().min(0),
    w: z.number().int().min(1).max(24),
    h: z.number().int().min(1),
});

const Thresholds = z.strictObject({
    mode: z.enum(["absolute", "percentage"]),
    steps: z.array(z.strictObject({ value: z.number().nullable(), color: z.string() })).min(2),
});

const Legend = z.strictObject({
    displayMode: z.enum(["list", "table", "hidden"]),
    placement: z.enum(["bottom", "right"]),
    showLegend: z.boolean(),
    calcs: z.array(z.string()),
});
const Tooltip = z.strictObject({
    mode: z.enum(["single", "multi", "none"]),
    sort: z.enum(["asc", "desc", "none"]),
});

/** Units of Grafana's that the panels use; another would be shown as text behind the number. */
const Unit = z.enum(["short", "s", "percentunit", "bytes", "reqps", "cps", "Bps", "ms"]);

function panel<Type extends string>(type: Type, options: z.ZodType, custom: z.ZodType) {
    return z.strictObject({
        id: z.number().int().min(1),
        type: z.literal(type),
        title: z.string().min(1),
        description: z.string().min(1),
        transparent: z.boolean(),
        repeatDirection: z.enum(["h", "v"]),
        datasource: DataSource,
        gridPos: GridPos,
        targets: z.array(Target).min(1),
        options,
        fieldConfig: z.strictObject({
            defaults: z.strictObject({
                unit: Unit,
                min: z.number().optional(),
                max: z.number().optional(),
                noValue: z.string().optional(),
                thresholds: Thresholds.optional(),
                custom: custom.optional(),
            }),
            overrides: z.array(z.never()),
        }),
    });
}

const Lines = panel(
    "timeseries",
    z.strictObject({ legend: Legend, tooltip: Tooltip }),
    z.strictObject({
        drawStyle: z.enum(["line", "bars", "points"]),
        lineWidth: z.number().min(0).max(10),
        fillOpacity: z.number().min(0).max(100),
        thresholdsStyle: z
            .strictObject({
                mode: z.enum([
                    "off",
                    "line",
                    "dashed",
                    "area",
                    "line+area",
                    "dashed+area",
                    "series",
                ]),
            })
            .optional(),
    }),
);

const Stat = panel(
    "stat",
    z.strictObject({
        graphMode: z.enum(["none", "line", "area"]),
        colorMode: z.enum(["value", "background", "background_solid", "none"]),
        justifyMode: z.enum(["auto", "center"]),
        textMode: z.enum(["auto", "value", "value_and_name", "name", "none"]),
        wideLayout: z.boolean(),
        showPercentChange: z.boolean(),
        percentChangeColorMode: z.enum(["standard", "inverted", "same_as_value"]),
        orientation: z.enum(["auto", "vertical", "horizontal"]),
        reduceOptions: z.strictObject({ calcs: z.array(z.string()).min(1) }),
    }),
    z.never(),
);

const Bars = panel(
    "state-timeline",
    z.strictObject({
        showValue: z.enum(["auto", "always", "never"]),
        rowHeight: z.number().min(0).max(1),
        mergeValues: z.boolean(),
        alignValue: z.enum(["center", "left", "right"]),
        perPage: z.number().min(1),
        legend: Legend,
        tooltip: Tooltip,
    }),
    z.strictObject({ lineWidth: z.number().max(10), fillOpacity: z.number().max(100) }),
);

const Row = z.strictObject({
    id: z.number().int().min(1),
    type: z.literal("row"),
    title: z.string().min(1),
    collapsed: z.literal(false),
    // Panels of a row that is open stand behind it, not in it.
    panels: z.array(z.never()),
    gridPos: GridPos,
});

/** A panel that asks something. */
export const AskingPanel = z.discriminatedUnion("type", [Lines, Stat, Bars]);
export type AskingPanel = z.infer<typeof AskingPanel>;

export const GrafanaDashboard = z.strictObject({
    uid: z
        .string()
        .regex(/^sockshop-[a-z-]+$/)
        .max(40),
    title: z.string().startsWith("Sock Shop / "),
    description: z.string().min(1),
    tags: z.array(z.string()).min(1),
    timezone: z.literal("utc"),
    editable: z.literal(false),
    graphTooltip: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    fiscalYearStartMonth: z.number().min(0).max(11),
    schemaVersion: z.literal(42),
    refresh: z.string(),
    time: z.strictObject({ from: z.string().startsWith("now-"), to: z.literal("now") }),
    templating: z.strictObject({
        list: z.tuple([
            z.looseObject({
                type: z.literal("datasource"),
                name: z.literal("datasource"),
                query: z.literal("prometheus"),
            }),
        ]),
    }),
    annotations: z.strictObject({
        list: z.array(z.looseObject({ datasource: DataSource, expr: z.string().min(1) })),
    }),
    links: z.array(
        z.looseObject({ type: z.literal("dashboards"), tags: z.array(z.string()).min(1) }),
    ),
    panels: z.array(z.discriminatedUnion("type", [Row, Lines, Stat, Bars])).min(2),
});
export type GrafanaDashboard = z.infer<typeof GrafanaDashboard>;
