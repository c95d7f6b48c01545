import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    CONFIG_FOLDER,
    configText,
    prometheusConfig,
    RULES_FOLDER,
    ruleTexts,
} from "../../../../../components/monitoring/prometheus/config.ts";
import { PrometheusConfig } from "../../../../../components/monitoring/prometheus/config-schema.ts";
import {
    RuleFile,
    type RuleFiles,
} from "../../../../../components/monitoring/prometheus/rule-file.ts";
import { renderRules } from "../../../../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { promtool, type Verdict } from "../../../../support/promtool.ts";

const TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

function rule(changes: object): unknown {
    const alert = { alert: "SockShopDown", expr: "up == 0", labels: { severity: "critical" } };
    return { groups: [{ name: "g", rules: [{ ...alert, annotations: {}, ...changes }] }] };
}

describe("Prometheus' configuration", function () {
    // The first time on a machine promtool is fetched.
    this.timeout(60_000);
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "prometheus-"));
        for (const one of [CONFIG_FOLDER, RULES_FOLDER]) await mkdir(join(folder, one));
    });
    afterEach(() => rm(folder, { recursive: true }));

    /** As it is deployed, but for the token's file, which only a pod has. */
    async function check(text: string, rules: RuleFiles): Promise<Verdict> {
        const token = join(folder, "token");
        await writeFile(token, "");
        await writeFile(
            join(folder, CONFIG_FOLDER, "prometheus.yml"),
            text.replaceAll(TOKEN, token),
        );
        for (const [name, content] of Object.entries(ruleTexts(rules))) {
            await writeFile(join(folder, RULES_FOLDER, name), content);
        }
        return await promtool(["check", "config", `${CONFIG_FOLDER}/prometheus.yml`], folder);
    }

    it("passes promtool, with the rules of all signals", async () => {
        const { ok, output } = await check(configText(), renderRules(SIGNALS));
        assert.ok(ok, output);
        assert.match(output, /SUCCESS: \d+ rules found/);
    });

    it("is refused by promtool with a rule that is no PromQL, by its name", async () => {
        const broken = { broken: rule({ alert: "SockShopBroken", expr: "up ==" }) as RuleFile };
        const { ok, output } = await check(configText(), broken);
        assert.equal(ok, false);
        assert.match(output, /SockShopBroken.*parse error/s);
    });

    it("reads and works out every 15 s", () => {
        assert.deepEqual(prometheusConfig().global, {
            scrape_interval: "15s",
            scrape_timeout: "10s",
            evaluation_interval: "15s",
        });
    });

    it("refuses what it doesn't know, and two jobs of one name", () => {
        const good = prometheusConfig();
        assert.throws(
            () => PrometheusConfig.parse({ ...good, remote_write: [] }),
            /Unrecognized key: \\?"remote_write/,
        );
        const [first] = good.scrape_configs;
        assert.throws(
            () => PrometheusConfig.parse({ ...good, scrape_configs: [first, first] }),
            /each job has a name of its own/,
        );
    });

    it("refuses targets from nowhere, or from two places", () => {
        const good = prometheusConfig();
        const jobs = (job: object): unknown => ({
            ...good,
            scrape_configs: [{ job_name: "one", ...job }],
        });
        const targets = { static_configs: [{ targets: ["a:1"] }] };
        assert.equal(PrometheusConfig.safeParse(jobs(targets)).success, true);
        for (const job of [{}, { ...targets, kubernetes_sd_configs: [{ role: "node" }] }]) {
            assert.throws(() => PrometheusConfig.parse(jobs(job)), /targets come from one place/);
        }
    });
});

describe("a file of rules", () => {
    const refused = (changes: object, why: RegExp): void => {
        assert.throws(() => RuleFile.parse(rule(changes)), why);
    };

    it("takes an alert with a severity, and keeps it as it is", () => {
        assert.deepEqual(RuleFile.parse(rule({ for: "30s" })), rule({ for: "30s" }));
    });

    it("refuses an alert without a severity, with a name or a time that can't be", () => {
        refused({ labels: {} }, /every alert has a label severity/);
        refused({ alert: "sock-shop-down" }, /CamelCase/);
        refused({ for: "30" }, /such as 30s or 2m/);
        refused({ runbook: "x" }, /Unrecognized key/);
    });
});
