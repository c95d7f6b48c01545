import { LabError } from "../../kit/error.ts";
import { datadogQuery, datadogThreshold } from "../signals/datadog-query.ts";
import type { Signal } from "../signals/signal.ts";
import { monitorQueryFault } from "./metrics.ts";
import { parseMonitorQuery } from "./query/monitor-query.ts";
import { COMMON_TAGS } from "./tags.ts";

/** A monitor as `datadog.Monitor` takes it, without the program's own types. */
export interface MonitorDefinition {
    name: string;
    type: string;
    query: string;
    message: string;
    monitorThresholds: { critical: string };
    /** 1 (high) to 5 (low). */
    priority: string;
    tags: string[];
    onMissingData: "default" | "show_no_data";
    renotifyInterval: number;
    requireFullWindow: boolean;
    newGroupDelay: number;
    enableLogsSample?: boolean;
}

const PRIORITIES: Readonly<Record<Signal["severity"], string>> = {
    critical: "1",
    warning: "3",
    info: "5",
};

/** Minutes after which somebody is told again of what is still so: for a page, never for less. */
const RENOTIFY: Readonly<Record<Signal["severity"], number>> = {
    critical: 30,
    warning: 0,
    info: 0,
};

export interface MonitorSettings {
    /** Handles that are called; none: the monitor only shows. */
    notify: readonly string[];
    /** Address that a runbook's name is added to. */
    runbooks: string;
}

/** Monitors of all signals, by the signal's name. @throws LabError naming the signal whose query can't be */
export function monitorsOf(
    signals: readonly Signal[],
    settings: MonitorSettings,
): Record<string, MonitorDefinition> {
    return Object.fromEntries(signals.map((signal) => [signal.name, monitorOf(signal, settings)]));
}

/** The monitor of one signal. */
export function monitorOf(signal: Signal, settings: MonitorSettings): MonitorDefinition {
    const query = datadogQuery(signal);
    requireQuery(signal, query);
    const { kind } = parseMonitorQuery(query);
    return {
        name: titleOf(signal),
        type: signal.datadog.type,
        query,
        message: messageOf(signal, settings),
        monitorThresholds: { critical: String(datadogThreshold(signal)) },
        priority: PRIORITIES[signal.severity],
        tags: tagsOf(signal),
        // A search that finds nothing has found 0; a metric that stops is a telescope gone blind.
        onMissingData: kind === "metric" ? "show_no_data" : "default",
        renotifyInterval: RENOTIFY[signal.severity],
        // Otherwise nothing is said of what began within the window.
        requireFullWindow: false,
        // A pod that has just started is still finding its feet.
        newGroupDelay: 60,
        ...(kind === "logs" ? { enableLogsSample: true } : {}),
    };
}

/** `SockShopQueueConsumerDown` reads `[Sock Shop] Queue consumer down`. */
export function titleOf({ name }: Pick<Signal, "name">): string {
    const words = name
        .replace(/^SockShop/, "")
        .replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return `[Sock Shop] ${words}`;
}

function messageOf(signal: Signal, { notify, runbooks }: MonitorSettings): string {
    const handles = notify.join(" ");
    const calls =
        handles === ""
            ? []
            : [
                  `{{#is_alert}}${handles}{{/is_alert}}`,
                  `{{#is_recovery}}Over again. ${handles}{{/is_recovery}}`,
              ];
    return [
        `**${signal.meaning}**`,
        `Impact: ${signal.impact}`,
        `Look at: ${signal.look}`,
        `Runbook: ${runbooks}#${signal.name.toLowerCase()}`,
        ...calls,
    ].join("\n\n");
}

function tagsOf(signal: Signal): string[] {
    return [
        ...COMMON_TAGS,
        `signal:${signal.name}`.toLowerCase(),
        `severity:${signal.severity}`,
        `group:${signal.group}`,
    ].sort();
}

/** What a monitor of each type may ask. */
const SOURCES: Readonly<Record<Signal["datadog"]["type"], string>> = {
    "query alert": "metric",
    "log alert": "logs",
    "event-v2 alert": "events",
};

function typeFault({ datadog }: Signal, query: string): string | undefined {
    const { kind } = parseMonitorQuery(query);
    return SOURCES[datadog.type] === kind ? undefined : `a query of ${kind} in a ${datadog.type}`;
}

function requireQuery(signal: Signal, query: string): void {
    const fault = monitorQueryFault(query) ?? typeFault(signal, query);
    if (fault === undefined) return;
    throw new LabError({
        where: `components/monitoring/signals, ${signal.name}, datadog.measure`,
        found: `${fault}; in ${query}`,
        allowed:
            "a query that Datadog reads, of metrics that the agent sends (components/monitoring/datadog/metrics.ts)",
        cure: `mend the measure of ${signal.name}, then npm test -- --only unit`,
    });
}
