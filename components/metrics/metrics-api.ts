import type { KubeObject } from "../kube/client.ts";

/** The API that autoscalers and `kubectl top` read, as it is registered with the API server. */
export const METRICS_API = { group: "metrics.k8s.io", version: "v1beta1" } as const;

/** Name of its registration, which a cluster has once. */
export const METRICS_API_SERVICE = `${METRICS_API.version}.${METRICS_API.group}`;

/** Marks the registration that the lab made, beside upstream's label that every metrics-server has. */
export const OWN_MARK = { "lab.sock-shop/part": "metrics-server" } as const;

/** Where the registration is read. */
export const METRICS_API_PATH = `/apis/apiregistration.k8s.io/v1/apiservices/${METRICS_API_SERVICE}`;

/**
 * Who serves the metrics API where the lab doesn't.
 *
 * @param registration the APIService as it is found; undefined where there is none
 * @returns e.g. `kube-system/metrics-server`; undefined where nobody serves it, or the lab does
 */
export function foreignMetrics(registration: KubeObject | undefined): string | undefined {
    if (registration === undefined) return undefined;
    const marks = registration.metadata.labels ?? {};
    if (Object.entries(OWN_MARK).every(([label, value]) => marks[label] === value))
        return undefined;
    const { service } = registration["spec"] as {
        service?: { namespace: string; name: string };
    };
    return service === undefined ? "the API server" : `${service.namespace}/${service.name}`;
}
