import { KEEPER_CONTAINER, LAB_NAMESPACE } from "../../../kit/labels.ts";
import { addressOf } from "../../places.ts";
import type { Relabel, ScrapeConfig } from "../config-schema.ts";
import { KEPT_METRICS } from "../kept-metrics.ts";
import { copy, instanceOf, keepOnly, META } from "./relabel.ts";

/** The account's token, which the kubelet renews in place. */
const TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/**
 * A pod's sum over its containers, and its pause container: with them every `sum by (pod)` would count
 * twice. The node's total (id `/`) stays, and so does the network, which only a pod as a whole has.
 */
const SUMS_OF_PODS: Relabel = {
    source_labels: ["container", "id", "__name__"],
    separator: ";",
    regex: ";/.+;container_(cpu|memory|spec|oom|start|threads|last)_.*",
    action: "drop",
};

/** Pods of the lab's own but for the load's containers: their names tell which incident is up. */
const OF_THE_LAB: Relabel = {
    source_labels: ["namespace", "container"],
    separator: ";",
    regex: `${LAB_NAMESPACE};(${KEEPER_CONTAINER})?`,
    action: "drop",
};

/** What the kernel counts for each container. */
export function cadvisorJob(): ScrapeConfig {
    return {
        ...kubelet("cadvisor", "/metrics/cadvisor"),
        // Its samples have times of their own; without this a container that went away stays for minutes.
        track_timestamps_staleness: true,
        metric_relabel_configs: [
            keepOnly(KEPT_METRICS.cadvisor),
            SUMS_OF_PODS,
            OF_THE_LAB,
            // The id says which container of that name it is.
            { regex: "image|name", action: "labeldrop" },
        ],
    };
}

/** Answers to the kubelet's checks. */
export function probesJob(): ScrapeConfig {
    return {
        ...kubelet("kubelet-probes", "/metrics/probes"),
        metric_relabel_configs: [
            keepOnly(KEPT_METRICS.probes),
            { regex: "pod_uid", action: "labeldrop" },
        ],
    };
}

function kubelet(job: string, path: string): ScrapeConfig {
    return {
        job_name: job,
        scheme: "https",
        metrics_path: path,
        authorization: { credentials_file: TOKEN },
        // kind's kubelets sign their own serving certificates.
        tls_config: { insecure_skip_verify: true },
        kubernetes_sd_configs: [{ role: "node" }],
        relabel_configs: [copy(META.node, "node"), instanceOf(META.node)],
    };
}

/** What the API server knows of objects. */
export function kubeStateJob(): ScrapeConfig {
    return {
        job_name: "kube-state-metrics",
        // Its labels are those of the objects, not of the pod that tells of them.
        honor_labels: true,
        static_configs: [{ targets: [addressOf("kube-state-metrics")] }],
        metric_relabel_configs: [
            keepOnly(KEPT_METRICS.kubeState),
            { regex: "uid|container_id", action: "labeldrop" },
        ],
    };
}
