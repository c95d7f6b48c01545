import { MONITORING_NAMESPACE } from "../kit/labels.ts";

export { MONITORING_NAMESPACE } from "../kit/labels.ts";

/**
 * What runs there and the port it listens on. Each name is that of a Deployment (`vlagent`: of a
 * DaemonSet), of a Service and of the pods' label `name`. `grafana` is there only where a registry is.
 */
export const MONITORING_PORTS = {
    prometheus: 9090,
    alertmanager: 9093,
    "alert-receiver": 8080,
    "kube-state-metrics": 8080,
    "catalogue-db-exporter": 9104,
    "session-db-exporter": 9121,
    "victoria-logs": 9428,
    vlagent: 9429,
    grafana: 3000,
} as const;
export type MonitoringName = keyof typeof MONITORING_PORTS;

/** Address inside the cluster, e.g. `alertmanager.monitoring.svc:9093`. */
export function addressOf(name: MonitoringName): string {
    return `${name}.${MONITORING_NAMESPACE}.svc:${MONITORING_PORTS[name]}`;
}
