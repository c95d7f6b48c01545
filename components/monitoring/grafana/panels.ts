import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
    GraphDrawStyle,
    GraphThresholdsStyleConfigBuilder,
    GraphThresholdsStyleMode,
    LegendDisplayMode,
    LegendPlacement,
    ReduceDataOptionsBuilder,
    TooltipDisplayMode,
    VizLegendOptionsBuilder,
    VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as StateTimelineBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { DATASOURCE } from "./datasource.ts";

/** Grafana's names of units. */
export type PanelUnit = "short" | "s" | "percentunit" | "bytes" | "reqps" | "cps" | "Bps" | "ms";

/** One line, or one line for each value of its labels. */
export interface Target {
    expr: string;
    /** What it is called; `{{label}}` stands for a label's value. */
    legend: string;
}

export interface PanelParts {
    title: string;
    /** What is seen, and what is bad; one or two sentences. */
    description: string;
    unit: PanelUnit;
    targets: readonly Target[];
    /** A line at this value. Default none. */
    threshold?: { value: number; below?: boolean };
    /** The most that can be, for the axis. Default what is shown. */
    max?: number;
    /** In 24ths of the width. Default 8. */
    width?: number;
}

const HEIGHT = 7;
const GOOD = "green";
const BAD = "red";

/** Lines over time. */
export function lines(parts: PanelParts): Builder<Panel> {
    const { title, description, unit, targets, threshold, max, width = 8 } = parts;
    const panel = new TimeseriesBuilder()
        .title(title)
        .description(description)
        .datasource(DATASOURCE)
        .unit(unit)
        .min(0)
        .drawStyle(GraphDrawStyle.Line)
        .lineWidth(1)
        .fillOpacity(8)
        .height(HEIGHT)
        .span(width)
        .legend(
            new VizLegendOptionsBuilder()
                .displayMode(LegendDisplayMode.List)
                .placement(LegendPlacement.Bottom)
                .showLegend(true)
                .calcs([]),
        )
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
        .targets(queries(targets));
    if (max !== undefined) panel.max(max);
    if (threshold !== undefined) {
        panel
            .thresholds(steps(threshold))
            .thresholdsStyle(
                new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed),
            );
    }
    return panel;
}

/** The newest value, large. */
export function stat(parts: PanelParts): Builder<Panel> {
    const { title, description, unit, targets, threshold, width = 4 } = parts;
    const panel = new StatBuilder()
        .title(title)
        .description(description)
        .datasource(DATASOURCE)
        .unit(unit)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
        .height(4)
        .span(width)
        .targets(queries(targets));
    if (threshold !== undefined) panel.thresholds(steps(threshold));
    return panel;
}

/** A bar for each line, coloured where it is 1. */
export function bars(parts: Omit<PanelParts, "unit" | "threshold" | "max">): Builder<Panel> {
    const { title, description, targets, width = 24 } = parts;
    return new StateTimelineBuilder()
        .title(title)
        .description(description)
        .datasource(DATASOURCE)
        .unit("short")
        .height(10)
        .span(width)
        .noValue("no alert")
        .thresholds(steps({ value: 1 }))
        .targets(queries(targets));
}

function queries(targets: readonly Target[]): DataqueryBuilder[] {
    return targets.map(({ expr, legend }, index) =>
        new DataqueryBuilder()
            .refId(String.fromCharCode("A".charCodeAt(0) + index))
            .datasource(DATASOURCE)
            .expr(expr)
            .legendFormat(legend)
            .range(),
    );
}

function steps({
    value,
    below = false,
}: {
    value: number;
    below?: boolean;
}): ThresholdsConfigBuilder {
    const [first, then] = below ? [BAD, GOOD] : [GOOD, BAD];
    return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { value: null, color: first },
        { value, color: then },
    ]);
}
