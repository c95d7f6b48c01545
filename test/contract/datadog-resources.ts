/** One resource of each type that the datadog plugin has, for the cases of the contract. */
import { API_KEY, APP_KEY } from "../support/datadog/server.ts";
import type { ResourceSpec } from "./resource-spec.ts";

/** The provider, pointed at a server. */
export function datadogProvider(
    apiUrl: string,
    inputs: Record<string, unknown> = {},
): ResourceSpec {
    return {
        name: "datadog",
        type: "pulumi:providers:datadog",
        inputs: { apiUrl, apiKey: { $secret: API_KEY }, appKey: { $secret: APP_KEY }, ...inputs },
    };
}

function of(name: string, type: string, inputs: Record<string, unknown>): ResourceSpec {
    return { name, type: `datadog:index/${type}`, inputs, options: { provider: "datadog" } };
}

export function monitor(inputs: Record<string, unknown> = {}): ResourceSpec {
    return of("cpu", "monitor:Monitor", {
        name: "CPU",
        type: "query alert",
        query: "avg(last_5m):avg:kubernetes.cpu.usage.total{kube_namespace:sock-shop} > 250",
        message: "too much",
        monitorThresholds: { critical: "250", warning: "200" },
        priority: "2",
        tags: ["team:sre", "env:demo"],
        ...inputs,
    });
}

export function dashboard(inputs: Record<string, unknown> = {}): ResourceSpec {
    const widget = {
        definition: {
            type: "timeseries",
            title: "CPU",
            requests: [{ q: "avg:kubernetes.cpu.usage.total{*}", display_type: "line" }],
        },
    };
    const content = {
        title: "Shop",
        layout_type: "ordered",
        widgets: [
            widget,
            { definition: { type: "group", layout_type: "ordered", widgets: [widget] } },
        ],
        ...inputs,
    };
    return {
        ...of("shop", "dashboardJson:DashboardJson", { dashboard: JSON.stringify(content) }),
        outputs: ["url"],
    };
}

export function pipeline(inputs: Record<string, unknown> = {}): ResourceSpec {
    return of("lines", "logsCustomPipeline:LogsCustomPipeline", {
        name: "Lines",
        isEnabled: true,
        filters: [{ query: "service:sock-shop-orders" }],
        processors: [
            {
                grokParser: {
                    name: "parse",
                    isEnabled: true,
                    source: "message",
                    samples: ["INFO up"],
                    grok: { supportRules: "", matchRules: "line %{word:level} %{data:text}" },
                },
            },
            {
                categoryProcessor: {
                    isEnabled: true,
                    target: "kind",
                    categories: [{ name: "info", filter: { query: "@level:INFO" } }],
                },
            },
            { statusRemapper: { isEnabled: true, sources: ["level"] } },
        ],
        ...inputs,
    });
}

export function objective(inputs: Record<string, unknown> = {}): ResourceSpec {
    return of("answers", "serviceLevelObjective:ServiceLevelObjective", {
        name: "Answers",
        type: "metric",
        query: { numerator: "sum:a.good{*}.as_count()", denominator: "sum:a.all{*}.as_count()" },
        thresholds: [{ timeframe: "7d", target: 99.9, warning: 99.95 }],
        tags: ["Team:SRE"],
        ...inputs,
    });
}
