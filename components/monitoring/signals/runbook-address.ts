import { MONITORING_NAMESPACE, MONITORING_PORTS } from "../places.ts";

/** Path of an expression's value at Prometheus, through the API server: for `kubectl get --raw`. */
export function addressInCluster(expression: string): string {
    const service = `prometheus:${MONITORING_PORTS.prometheus}`;
    const base = `/api/v1/namespaces/${MONITORING_NAMESPACE}/services/${service}/proxy`;
    // A quote would end the shell's; PromQL can do without.
    const query = encodeURIComponent(expression).replaceAll("'", "%27");
    return `${base}/api/v1/query?query=${query}`;
}
