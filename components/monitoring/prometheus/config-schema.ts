import { z } from "zod";
import { PromDuration } from "./rule-file.ts";

/**
 * As much of Prometheus' configuration as is used here, strict: what the schema doesn't know, nobody has
 * thought about. Names and defaults are those of Prometheus 2.53.
 */

const Regex = z.string().refine((text) => {
    try {
        new RegExp(text);
        return true;
    } catch {
        return false;
    }
}, "a regular expression");

/** Changes the labels of a target, or of a series as it comes in. Default action: replace. */
export const Relabel = z.strictObject({
    source_labels: z.array(z.string().min(1)).optional(),
    separator: z.string().optional(),
    regex: Regex.optional(),
    target_label: z.string().min(1).optional(),
    replacement: z.string().optional(),
    action: z.enum(["replace", "keep", "drop", "labeldrop"]).optional(),
});
export type Relabel = z.infer<typeof Relabel>;

const StaticTargets = z.strictObject({
    targets: z.array(z.string().regex(/^[a-z0-9.-]+:\d+$/, "host:port")).min(1),
    labels: z.record(z.string(), z.string()).optional(),
});

const KubernetesDiscovery = z.strictObject({
    role: z.enum(["pod", "node"]),
    namespaces: z.strictObject({ names: z.array(z.string().min(1)).min(1) }).optional(),
    /** Of objects that aren't selected Prometheus never hears. */
    selectors: z
        .array(z.strictObject({ role: z.enum(["pod", "node"]), label: z.string().min(1) }))
        .min(1)
        .optional(),
});

export const ScrapeConfig = z
    .strictObject({
        job_name: z.string().min(1),
        scheme: z.enum(["http", "https"]).optional(),
        metrics_path: z.string().startsWith("/").optional(),
        honor_labels: z.boolean().optional(),
        track_timestamps_staleness: z.boolean().optional(),
        authorization: z.strictObject({ credentials_file: z.string().startsWith("/") }).optional(),
        tls_config: z.strictObject({ insecure_skip_verify: z.boolean() }).optional(),
        static_configs: z.array(StaticTargets).min(1).optional(),
        kubernetes_sd_configs: z.array(KubernetesDiscovery).min(1).optional(),
        relabel_configs: z.array(Relabel).optional(),
        metric_relabel_configs: z.array(Relabel).optional(),
    })
    .refine(
        (job) => (job.static_configs === undefined) !== (job.kubernetes_sd_configs === undefined),
        "targets come from one place: static_configs or kubernetes_sd_configs",
    );
export type ScrapeConfig = z.infer<typeof ScrapeConfig>;

export const PrometheusConfig = z.strictObject({
    global: z.strictObject({
        scrape_interval: PromDuration,
        scrape_timeout: PromDuration,
        evaluation_interval: PromDuration,
    }),
    rule_files: z.array(z.string().min(1)),
    alerting: z.strictObject({
        alertmanagers: z.array(z.strictObject({ static_configs: z.array(StaticTargets) })),
    }),
    scrape_configs: z.array(ScrapeConfig).refine((jobs) => {
        const names = jobs.map((job) => job.job_name);
        return new Set(names).size === names.length;
    }, "each job has a name of its own"),
});
export type PrometheusConfig = z.infer<typeof PrometheusConfig>;
