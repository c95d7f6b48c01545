/** What a rule lets pass, and why: everything else is refused. */
export interface Exemption {
    /** Name of the rule. */
    rule: string;
    /** The object, such as `DaemonSet monitoring/vlagent`. */
    object: string;
    /** The violation's `what`, word for word. */
    what: string;
    why: string;
}

const NODE_LOGS =
    "the containers' log lines are files of the node: a collector reads them there and writes none of them";
const LOG_MARKS =
    "where a collector has got to in each file outlives its pod, or every line would be sent again";
const METRICS_API =
    "Kubernetes reads the metrics API's extension from kube-system, where metrics-server and its rights belong";
const AS_UPSTREAM =
    "metrics-server as its authors ship it: needs grow with the nodes, and killed it would take the autoscalers' eyes";
const NODE_AGENT =
    "Datadog's node agent reads the node's processes, disks and containers; off by default (docs/datadog.md)";
const CHART = "Datadog's own chart, pinned; the rules have seen the same settings as objects";

const METRICS_SERVER = "Deployment kube-system/metrics-server";

/** The same reason for several violations of one object. */
function exempt(rule: string, object: string, why: string, whats: readonly string[]): Exemption[] {
    return whats.map((what) => ({ rule, object, what, why }));
}

/** Every exemption of the lab. A test holds that each is needed. */
export const EXEMPTIONS: readonly Exemption[] = [
    ...exempt("no-host-access", "DaemonSet monitoring/vlagent", NODE_LOGS, ["hostPath /var/log"]),
    ...exempt("no-host-access", "DaemonSet monitoring/vlagent", LOG_MARKS, [
        "hostPath /var/lib/sock-shop-lab/vlagent",
    ]),
    ...[
        "ServiceAccount kube-system/metrics-server",
        "RoleBinding kube-system/metrics-server-auth-reader",
        "Service kube-system/metrics-server",
        METRICS_SERVER,
    ].flatMap((object) => exempt("namespaces", object, METRICS_API, ["namespace kube-system"])),
    ...exempt("limits", METRICS_SERVER, AS_UPSTREAM, [
        "cpu limit of metrics-server",
        "memory limit of metrics-server",
    ]),
    ...exempt("no-host-access", "DaemonSet datadog/datadog-agent", NODE_AGENT, [
        "hostNetwork",
        "hostPort 8125",
        "hostPath /proc",
        "hostPath /sys/fs/cgroup",
        "hostPath /etc/os-release",
        "hostPath /etc/passwd",
        "hostPath /var/run",
        "hostPath /var/log/pods",
        "hostPath /var/log/containers",
        "hostPath /var/lib/datadog-agent/logs",
    ]),
    ...exempt("no-host-access", "Release datadog/datadog-agent", CHART, ["chart datadog 3.240.0"]),
];
