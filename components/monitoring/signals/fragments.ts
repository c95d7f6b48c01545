import { SHOP_NAMESPACE } from "../../kit/labels.ts";

/**
 * Pieces of PromQL that several signals share. A scrape comes every 15 s, so 45 s hold three samples of a
 * service. A kubelet reads a container every 10 to 20 s, at random: of its figures there are mostly two.
 */
export const WINDOW = "45s";

/**
 * Hold time after which a state was seen by two scrapes. A pod that is replaced is away for 2 to 3 s, which
 * one scrape may see.
 */
export const TWO_SCRAPES = "20s";

/** Two or three evaluations: enough for what is a mean over the window already. */
export const SETTLED = "10s";

/** Fires at the first evaluation: for what is a fact as soon as it is seen once. */
export const AT_ONCE = "0s";

export const SHOP = `namespace="${SHOP_NAMESPACE}"`;
export const SHIPPING_QUEUE = 'queue="shipping-task"';

/** Fires at the second evaluation: what a mean over the window says, and says again. */
export const ONCE_MORE = "5s";

/**
 * CPU that a container took, as a share of what its limit gave it while it ran. Over periods of its quota,
 * which the kernel counts beside: of readings at random times a rate by the clock says 53 to 100 % of what
 * is 100 %, and both are off by the same factor.
 */
export function cpuShare(container: string): string {
    const labels = `${SHOP},container="${container}"`;
    return (
        `sum(rate(container_cpu_usage_seconds_total{${labels}}[${WINDOW}])) / ` +
        `sum(rate(container_cpu_cfs_periods_total{${labels}}[${WINDOW}]) * ` +
        `container_spec_cpu_quota{${labels}} / 1e6)`
    );
}

/** Replicas that can serve; 0 also where none is wanted, unlike `up`, which ends with its last pod. */
export function available(deployments: string): string {
    const matcher = deployments.includes("|") ? "=~" : "=";
    return `kube_deployment_status_replicas_available{${SHOP},deployment${matcher}"${deployments}"}`;
}

/**
 * How much a counter of a pod's containers has risen within two minutes. `increase` would miss what a new
 * pod counted before it was first looked at.
 */
export function risen(counter: string, labels: string): string {
    const selector = `${counter}{${SHOP}${labels === "" ? "" : `,${labels}`}}`;
    const isOld = `(time() - kube_pod_created{${SHOP}} > bool 120)`;
    return (
        `${selector} - min_over_time(${selector}[2m]) * ` +
        `on (namespace, pod) group_left () ${isOld}`
    );
}

/** Labels of answered requests, without those of the kubelet and of whoever measures. */
const REAL = 'route!~"/?(health|metrics)"';

/** Answers a second of a service, by its own histogram; `labels` choose among them. */
export function answers(job: string, labels = ""): string {
    const all = [`job="${job}"`, labels === "" ? REAL : labels].join(",");
    return `sum(rate(request_duration_seconds_count{${all}}[${WINDOW}]))`;
}

/** Share of a service's answers that fail. Nothing where none failed yet: a series begins with its first. */
export function failedShare(job: string, labels: string, failed: string): string {
    const all = [labels === "" ? REAL : labels, failed].join(",");
    return `${answers(job, all)} / ${answers(job, labels)}`;
}

/** Time of an answer that this share of them stays below, in seconds, by the service's own histogram. */
export function quantile(share: number, job: string, labels: string): string {
    return (
        `histogram_quantile(${share}, sum by (le) ` +
        `(rate(request_duration_seconds_bucket{job="${job}",${labels}}[${WINDOW}])))`
    );
}
