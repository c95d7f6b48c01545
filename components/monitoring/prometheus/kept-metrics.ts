/**
 * Every series that Prometheus keeps, by where it comes from; all else is dropped as it comes in. So a
 * query can be checked for names that nobody has, and what is stored stays small: of a database's 600
 * series a dozen are looked at.
 */

/** What all services of the shop count (components/shop/image). */
const SERVICES = [
    "request_duration_seconds_bucket",
    "request_duration_seconds_sum",
    "request_duration_seconds_count",
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
    "process_start_time_seconds",
    "process_open_fds",
    "nodejs_eventloop_lag_seconds",
    "nodejs_eventloop_lag_mean_seconds",
    "nodejs_eventloop_lag_p99_seconds",
    "nodejs_heap_size_used_bytes",
    "nodejs_heap_size_total_bytes",
    "nodejs_external_memory_bytes",
    "nodejs_active_handles_total",
    "nodejs_gc_duration_seconds_sum",
    "nodejs_gc_duration_seconds_count",
    // queue-master's and user's own
    "shipments_received_total",
    "microservices_demo_user_request_count",
] as const;

/** RabbitMQ 4.0 with series for each object. */
const RABBITMQ = [
    "rabbitmq_queue_messages",
    "rabbitmq_queue_messages_ready",
    "rabbitmq_queue_messages_unacked",
    "rabbitmq_queue_consumers",
    "rabbitmq_queue_messages_published_total",
    "rabbitmq_queue_messages_delivered_total",
    "rabbitmq_queue_messages_delivered_ack_total",
    "rabbitmq_queue_messages_acked_total",
    "rabbitmq_queue_messages_redelivered_total",
    "rabbitmq_global_messages_received_total",
    "rabbitmq_global_messages_received_confirm_total",
    "rabbitmq_global_messages_confirmed_total",
    "rabbitmq_global_messages_routed_total",
    "rabbitmq_global_messages_acknowledged_total",
    "rabbitmq_global_messages_delivered_total",
    "rabbitmq_global_messages_unroutable_dropped_total",
    "rabbitmq_connections",
    "rabbitmq_channels",
    "rabbitmq_consumers",
    "rabbitmq_queues",
    "rabbitmq_process_resident_memory_bytes",
    "rabbitmq_resident_memory_limit_bytes",
    "rabbitmq_alarms_memory_used_watermark",
] as const;

/** The kubelet's cAdvisor. */
const CADVISOR = [
    "container_cpu_usage_seconds_total",
    "container_cpu_cfs_periods_total",
    "container_cpu_cfs_throttled_periods_total",
    "container_cpu_cfs_throttled_seconds_total",
    "container_memory_working_set_bytes",
    "container_memory_rss",
    "container_memory_usage_bytes",
    "container_memory_cache",
    "container_memory_failcnt",
    "container_oom_events_total",
    "container_start_time_seconds",
    "container_spec_cpu_quota",
    "container_spec_cpu_period",
    "container_spec_memory_limit_bytes",
    "container_threads",
    "container_last_seen",
    "container_network_receive_bytes_total",
    "container_network_transmit_bytes_total",
    "container_network_receive_errors_total",
    "container_network_transmit_errors_total",
    "container_network_receive_packets_dropped_total",
    "container_network_transmit_packets_dropped_total",
    "machine_cpu_cores",
    "machine_memory_bytes",
] as const;

/** The kubelet's checks of pods. */
const PROBES = ["prober_probe_total"] as const;

const KUBE_STATE = [
    "kube_deployment_created",
    "kube_deployment_metadata_generation",
    "kube_deployment_spec_replicas",
    "kube_deployment_status_observed_generation",
    "kube_deployment_status_replicas",
    "kube_deployment_status_replicas_available",
    "kube_deployment_status_replicas_ready",
    "kube_deployment_status_replicas_unavailable",
    "kube_deployment_status_replicas_updated",
    "kube_pod_info",
    "kube_pod_created",
    "kube_pod_status_phase",
    "kube_pod_status_ready",
    "kube_pod_status_reason",
    "kube_pod_container_info",
    "kube_pod_container_resource_limits",
    "kube_pod_container_resource_requests",
    "kube_pod_container_status_ready",
    "kube_pod_container_status_restarts_total",
    "kube_pod_container_status_running",
    "kube_pod_container_status_waiting",
    "kube_pod_container_status_waiting_reason",
    "kube_pod_container_status_terminated",
    "kube_pod_container_status_terminated_reason",
    "kube_pod_container_status_last_terminated_reason",
    "kube_pod_container_status_last_terminated_exitcode",
    "kube_pod_container_status_last_terminated_timestamp",
    "kube_horizontalpodautoscaler_info",
    "kube_horizontalpodautoscaler_spec_min_replicas",
    "kube_horizontalpodautoscaler_spec_max_replicas",
    "kube_horizontalpodautoscaler_spec_target_metric",
    "kube_horizontalpodautoscaler_status_current_replicas",
    "kube_horizontalpodautoscaler_status_desired_replicas",
    "kube_horizontalpodautoscaler_status_condition",
    "kube_horizontalpodautoscaler_status_target_metric",
    "kube_node_info",
    "kube_node_status_condition",
    "kube_node_status_allocatable",
    "kube_node_status_capacity",
    "kube_persistentvolumeclaim_status_phase",
] as const;

/** mysqld_exporter, from the status and settings that any account may read. */
const MARIADB = [
    "mysql_up",
    "mysql_global_status_aborted_connects",
    "mysql_global_status_bytes_received",
    "mysql_global_status_bytes_sent",
    "mysql_global_status_commands_total",
    "mysql_global_status_connections",
    "mysql_global_status_max_used_connections",
    "mysql_global_status_queries",
    "mysql_global_status_questions",
    "mysql_global_status_slow_queries",
    "mysql_global_status_threads_connected",
    "mysql_global_status_threads_running",
    "mysql_global_status_uptime",
    "mysql_global_variables_innodb_buffer_pool_size",
    "mysql_global_variables_max_connections",
] as const;

const REDIS = [
    "redis_up",
    "redis_connected_clients",
    "redis_commands_processed_total",
    "redis_db_keys",
    "redis_evicted_keys_total",
    "redis_keyspace_hits_total",
    "redis_keyspace_misses_total",
    "redis_memory_max_bytes",
    "redis_memory_used_bytes",
    "redis_rejected_connections_total",
    "redis_uptime_in_seconds",
] as const;

/** Of the generator of load; its master writes them where its profile has the exporter. */
const LOCUST = [
    "locust_users",
    "locust_requests_total",
    "locust_failures_total",
    "locust_response_seconds",
] as const;

/** The watchers themselves. */
const OWN = [
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
    "prometheus_tsdb_head_series",
    "prometheus_tsdb_head_samples_appended_total",
    "prometheus_rule_evaluation_failures_total",
    "prometheus_rule_group_iterations_missed_total",
    "prometheus_rule_group_last_duration_seconds",
    "prometheus_notifications_sent_total",
    "prometheus_notifications_dropped_total",
    "prometheus_notifications_errors_total",
    "alertmanager_alerts",
    "alertmanager_alerts_received_total",
    "alertmanager_notifications_total",
    "alertmanager_notifications_failed_total",
    "alert_receiver_notifications_total",
    "alert_receiver_alerts",
    "vl_rows_ingested_total",
    "vl_rows_dropped_total",
    "vl_data_size_bytes",
    "vl_free_disk_space_bytes",
    "vlagent_remotewrite_requests_total",
    "vlagent_remotewrite_retries_count_total",
] as const;

export const KEPT_METRICS = {
    services: SERVICES,
    rabbitmq: RABBITMQ,
    cadvisor: CADVISOR,
    probes: PROBES,
    kubeState: KUBE_STATE,
    mariadb: MARIADB,
    redis: REDIS,
    locust: LOCUST,
    own: OWN,
} as const;

/** What Prometheus makes itself for each target and each alert. */
const SYNTHETIC = [
    "up",
    "scrape_duration_seconds",
    "scrape_samples_scraped",
    "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
    "ALERTS",
    "ALERTS_FOR_STATE",
] as const;

/** Every name that a query may have, recording rules aside. */
export const KNOWN_METRICS: ReadonlySet<string> = new Set([
    ...Object.values(KEPT_METRICS).flat(),
    ...SYNTHETIC,
]);
