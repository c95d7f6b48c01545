import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { SHOP_NAMESPACE } from "../../../kit/labels.ts";
import { GROUPS } from "../../signals/signal.ts";
import type { Signal } from "../../signals/signal.ts";
import { dashboard } from "../frame.ts";
import type { DashboardRow } from "../frame.ts";
import { bars, lines } from "../panels.ts";
import type { PanelUnit } from "../panels.ts";

const UNITS: Readonly<Record<Signal["unit"], PanelUnit>> = {
    share: "percentunit",
    seconds: "s",
    count: "short",
};

/** Every signal as its alert sees it, with the figure from which on it calls; on top, what fires when. */
export function alertsDashboard(all: readonly Signal[]): Dashboard {
    return dashboard({
        uid: "sockshop-alerts",
        title: "Sock Shop / Alerts",
        description:
            "What fires, in which order, and every signal with its threshold (dashed). The order of the symptoms leads to the cause.",
        rows: [
            symptoms(),
            ...GROUPS.map((group) => ({
                title: group,
                panels: all.filter((signal) => signal.group === group).map(panelOf),
            })),
        ],
    });
}

function symptoms(): DashboardRow {
    const shop = `namespace="${SHOP_NAMESPACE}"`;
    return {
        title: "Symptoms, in their order",
        panels: [
            bars({
                title: "Alerts",
                description: "Each alert while it fires. The first ones are nearest to the cause.",
                targets: [
                    {
                        expr: 'max by (alertname) (ALERTS{alertname=~"SockShop.*",alertstate="firing"})',
                        legend: "{{alertname}}",
                    },
                ],
            }),
            lines({
                title: "Replicas that serve",
                description: "Of each Deployment; 0 is an outage of it, also where none is wanted.",
                unit: "short",
                width: 12,
                targets: [
                    {
                        expr: `sum by (deployment) (kube_deployment_status_replicas_available{${shop}})`,
                        legend: "{{deployment}}",
                    },
                ],
            }),
            lines({
                title: "Restarts",
                description: "Restarts of each container since its pod is there.",
                unit: "short",
                width: 12,
                targets: [
                    {
                        expr: `sum by (pod) (kube_pod_container_status_restarts_total{${shop}})`,
                        legend: "{{pod}}",
                    },
                ],
            }),
        ],
    };
}

function panelOf({
    name,
    meaning,
    look,
    promql,
    unit,
    threshold,
    compare,
}: Signal): ReturnType<typeof lines> {
    return lines({
        title: name.replace(/^SockShop/, "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " "),
        description: `${meaning} Fires ${compare} ${threshold}. ${look}`,
        unit: UNITS[unit],
        ...(unit === "share" ? { max: 1 } : {}),
        threshold: { value: threshold, below: compare.startsWith("<") },
        targets: [{ expr: promql.value, legend: legendOf(promql.value) }],
    });
}

/** The labels that tell a signal's series apart. */
function legendOf(value: string): string {
    if (/\bby \(job\)/.test(value)) return "{{job}}";
    if (/^(sum|max|count|histogram_quantile)\(|^sum\b/.test(value)) return "measured";
    return /kube_deployment_/.test(value) ? "{{deployment}}" : "{{pod}}{{horizontalpodautoscaler}}";
}
