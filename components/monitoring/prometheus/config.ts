import { stringify } from "yaml";
import { addressOf } from "../places.ts";
import { PrometheusConfig } from "./config-schema.ts";
import { RuleFile, type RuleFiles } from "./rule-file.ts";
import { cadvisorJob, kubeStateJob, probesJob } from "./scrape/cluster.ts";
import { locustJob, ownJobs } from "./scrape/lab.ts";
import { shopJob, storeJobs } from "./scrape/shop.ts";

/** How often each target is read (spec environment.md, section 6), and rules are worked out. */
export const SCRAPE_INTERVAL = "15s";

/** After this a target that hangs counts as down; a starved shop answers late, so not sooner. */
const SCRAPE_TIMEOUT = "10s";

/** Folders of the configuration and of the rules, beside each other: both are volumes, and neither is in the other. */
export const CONFIG_FOLDER = "config";
export const RULES_FOLDER = "rules";

/** Prometheus' configuration as data. */
export function prometheusConfig(): PrometheusConfig {
    return PrometheusConfig.parse({
        global: {
            scrape_interval: SCRAPE_INTERVAL,
            scrape_timeout: SCRAPE_TIMEOUT,
            evaluation_interval: SCRAPE_INTERVAL,
        },
        rule_files: [`../${RULES_FOLDER}/*.yaml`],
        alerting: {
            alertmanagers: [{ static_configs: [{ targets: [addressOf("alertmanager")] }] }],
        },
        scrape_configs: [
            shopJob(),
            ...storeJobs(),
            cadvisorJob(),
            probesJob(),
            kubeStateJob(),
            locustJob(),
            ...ownJobs(),
        ],
    });
}

/** The configuration as the file that Prometheus reads. */
export function configText(): string {
    return stringify(prometheusConfig());
}

/**
 * Rules as the files that Prometheus reads.
 * @throws ZodError naming the rule that can't be
 */
export function ruleTexts(files: RuleFiles): Record<string, string> {
    return Object.fromEntries(
        Object.entries(files).map(([name, file]) => [
            `${name}.yaml`,
            stringify(RuleFile.parse(file)),
        ]),
    );
}
