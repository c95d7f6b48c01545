/**
 * Images that are used where an image registry answers. A digest stands here only if a source states
 * it; everything else is pinned by exact version.
 */
export const UPSTREAM = {
    /**
     * Kubernetes 1.34: the minor that the closed network's node is built from, the newest that runs
     * on hosts with cgroup v1, and within kubectl's skew. The digest is the one in
     * pkg/apis/config/defaults/image.go of the Go module sigs.k8s.io/kind v0.30.0, whose default it
     * was; newer kind modules default to minors that need cgroup v2.
     */
    node: "kindest/node:v1.34.0@sha256:7416a61b42b1662ca6ca89f02028ac133a309a2a30ba309614e8ec94d976dc5a",
    /** Base of the shop's services, and where their Node binary comes from. */
    javascript: "node:24.11.1-trixie-slim",
    mariadb: "mariadb:11.8.3",
    mongodb: "mongo:8.0.17",
    redis: "redis:8.2.2",
    rabbitmq: "rabbitmq:4.1.4-management",
    locust: "locustio/locust:2.32.1",
    /** What manifests/components/release of the Go module sigs.k8s.io/metrics-server v0.9.0 names. */
    metricsServer: "registry.k8s.io/metrics-server/metrics-server:v0.9.0",
    /** What watches, in the versions that the closed network builds or has packages of. */
    prometheus: "quay.io/prometheus/prometheus:v2.53.3",
    alertmanager: "quay.io/prometheus/alertmanager:v0.28.1",
    mysqldExporter: "quay.io/prometheus/mysqld-exporter:v0.17.2",
    redisExporter: "oliver006/redis_exporter:v1.69.0",
    kubeStateMetrics: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.15.0",
    victoriaLogs: "victoriametrics/victoria-logs:v1.43.1",
    vlagent: "victoriametrics/vlagent:v1.43.1",
    /** The dashboards' SDK is of the same line. */
    grafana: "grafana/grafana:11.6.1",
} as const;
