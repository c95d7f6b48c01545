import type * as pulumi from "@pulumi/pulumi";
import type { StoreLogins } from "../../components/monitoring/exporters/store-exporters.ts";
import type { MonitoringImages } from "../../components/monitoring/monitoring.ts";
import type { ShopPlan } from "../../components/shop/plan.ts";
import type { Credential } from "../../components/shop/wiring.ts";
import type { ImageSource } from "../images/source.ts";
import { UPSTREAM } from "../images/upstream.ts";

/** Images of what watches that are made on the closed network; a registry has them all. */
export const MADE_OF_MONITORING = [
    "prometheus",
    "kube-state-metrics",
    "victoria-logs",
    "vlagent",
] as const;
/** The one that nobody publishes. */
export const OWN_OF_MONITORING = "alert-receiver";
export type MonitoringImage = (typeof MADE_OF_MONITORING)[number] | typeof OWN_OF_MONITORING;

/** On the closed network one image has all that Debian packages: Prometheus, Alertmanager, exporters. */
export function monitoringImages(
    source: ImageSource,
    reference: (name: MonitoringImage) => string,
): MonitoringImages {
    const debian = reference("prometheus");
    const closed = source === "closed";
    return {
        prometheus: debian,
        alertmanager: closed ? debian : UPSTREAM.alertmanager,
        mysqldExporter: closed ? debian : UPSTREAM.mysqldExporter,
        redisExporter: closed ? debian : UPSTREAM.redisExporter,
        kubeStateMetrics: reference("kube-state-metrics"),
        victoriaLogs: reference("victoria-logs"),
        vlagent: reference("vlagent"),
        alertReceiver: reference(OWN_OF_MONITORING),
    };
}

/** Grafana's image, where there is one: nothing on the closed network has it. */
export function grafanaImage(source: ImageSource): string | undefined {
    return source === "registry" ? UPSTREAM.grafana : undefined;
}

/** How exporters log in: as the catalogue does, and with the sessions' password where there is one. */
export function storeLogins(
    plan: ShopPlan,
    password: (name: string) => pulumi.Input<string>,
): StoreLogins {
    const credentials = (store: string): Readonly<Record<string, Credential>> =>
        plan.stores[store]?.credentials ?? {};
    const secret = (value: Credential | undefined): pulumi.Input<string> | undefined =>
        value === undefined || typeof value === "string" ? value : password(value.password);
    const database = credentials("catalogue-db");
    const user = database["MARIADB_USER"];
    const databasePassword = secret(database["MARIADB_PASSWORD"]);
    if (typeof user !== "string" || databasePassword === undefined) {
        throw new Error("catalogue-db has no account for the catalogue");
    }
    const sessions = secret(credentials("session-db")["REDIS_PASSWORD"]);
    return {
        catalogueDb: { user, password: databasePassword },
        sessionDb: sessions === undefined ? {} : { password: sessions },
    };
}
