import * as pulumi from "@pulumi/pulumi";
import { LabError } from "../../components/kit/error.ts";
import { MONITORING_NAMESPACE } from "../../components/kit/labels.ts";
import { GrafanaDashboards } from "../../components/monitoring/grafana/grafana-dashboards.ts";
import { GrafanaServer } from "../../components/monitoring/grafana/grafana-server.ts";
import { Monitoring } from "../../components/monitoring/monitoring.ts";
import { MONITORING_PORTS, type MonitoringName } from "../../components/monitoring/places.ts";
import { renderRules } from "../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { unknownIncidents } from "../../components/monitoring/signals/expectations.ts";
import type { Signal } from "../../components/monitoring/signals/signal.ts";
import type { ShopPlan } from "../../components/shop/plan.ts";
import { INCIDENTS } from "../../incidents/catalog.ts";
import type { ImageSource } from "../images/source.ts";
import {
    grafanaImage,
    monitoringImages,
    type MonitoringImage,
    storeLogins,
} from "./monitoring-parts.ts";

export interface MonitoringParts {
    source: ImageSource;
    reference(name: MonitoringImage): string;
    /** The shop as it is deployed: whose stores are read, and how. */
    plan: ShopPlan;
    password(name: string): pulumi.Input<string>;
    shopNamespace: pulumi.Input<string>;
    labNamespace: pulumi.Input<string>;
    /** How a person reaches the cluster. */
    access: { context: pulumi.Input<string>; kubeconfig: pulumi.Input<string> };
    say(line: string): void;
}

/** Port on the host that the view is shown at (spec environment.md, section 2). */
const VIEW_PORT = 4025;
const GRAFANA_PORT = 3025;

/** Where Prometheus's pages are: Debian's package has the older ones alone, and they are elsewhere. */
const PAGES: Readonly<Record<ImageSource, string>> = { closed: "/classic", registry: "" };

/** @throws LabError where a signal names an incident that isn't in the catalogue */
export function requireKnownIncidents(signals: readonly Signal[]): void {
    const unknown = unknownIncidents(signals, INCIDENTS);
    if (unknown.length === 0) return;
    throw new LabError({
        where: "components/monitoring/signals, firesIn and mayFireIn",
        found: unknown.join("; "),
        allowed: INCIDENTS.join(", "),
        cure: "correct the signal, or add the incident to incidents/catalog.ts",
    });
}

/** What watches the shop, its alerts and its dashboards. @returns its namespace, and the stack's outputs about it */
export function provisionMonitoring(
    parts: MonitoringParts,
    opts: pulumi.ComponentResourceOptions,
): { namespace: pulumi.Output<string>; outputs: Record<string, pulumi.Output<string>> } {
    requireKnownIncidents(SIGNALS);
    const monitoring = new Monitoring(
        "monitoring",
        {
            images: monitoringImages(parts.source, (name) => parts.reference(name)),
            rules: renderRules(SIGNALS),
            logins: storeLogins(parts.plan, (name) => parts.password(name)),
            shopNamespace: parts.shopNamespace,
            labNamespace: parts.labNamespace,
        },
        opts,
    );
    // Their namespace is the monitoring's.
    const inNamespace = { ...opts, dependsOn: monitoring };
    const shown = new GrafanaDashboards("grafana", { signals: SIGNALS }, inNamespace);
    const image = grafanaImage(parts.source);
    const forward = (name: MonitoringName, port: number): pulumi.Output<string> => {
        const { context, kubeconfig } = parts.access;
        return pulumi.interpolate`kubectl --kubeconfig ${kubeconfig} --context ${context} -n ${MONITORING_NAMESPACE} port-forward svc/${name} ${port}:${MONITORING_PORTS[name]}`;
    };
    if (image === undefined) {
        parts.say(
            "Grafana: no image of it can be had; its dashboards are ConfigMaps, and Prometheus's pages the view",
        );
    } else {
        const { maps: dashboards, datasource } = shown;
        const namespace = MONITORING_NAMESPACE;
        new GrafanaServer("grafana", { namespace, image, dashboards, datasource }, inNamespace);
    }
    const outputs = {
        prometheusUrl: monitoring.prometheusUrl,
        alertmanagerUrl: monitoring.alertmanagerUrl,
        alertReceiverUrl: monitoring.alertReceiverUrl,
        logsUrl: monitoring.logsUrl,
        view: pulumi.interpolate`${forward("prometheus", VIEW_PORT)}, then http://127.0.0.1:${VIEW_PORT}${PAGES[parts.source]}/alerts`,
        ...(image === undefined
            ? {}
            : {
                  grafana: pulumi.interpolate`${forward("grafana", GRAFANA_PORT)}, then http://127.0.0.1:${GRAFANA_PORT}/dashboards`,
              }),
    };
    return { namespace: monitoring.namespace, outputs };
}
