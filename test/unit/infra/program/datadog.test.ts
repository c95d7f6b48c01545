import assert from "node:assert/strict";
import { LabError } from "../../../../components/kit/error.ts";
import { CLUSTER_CHECKS } from "../../../../components/monitoring/datadog/agent/cluster-agent.ts";
import { dashboards } from "../../../../components/monitoring/datadog/dashboards/index.ts";
import { SIGNALS } from "../../../../components/monitoring/signals/catalogue.ts";
import { BaselineConfig } from "../../../../infra/config/schema.ts";
import { baseline } from "../../../../infra/program/baseline.ts";
import type { Ground } from "../../../../infra/program/ground.ts";
import { API_KEY, APP_KEY } from "../../../support/datadog/server.ts";
import { registeredBy, type Registered } from "../../../../infra/review/registered.ts";
import { offlineGround } from "../../../../infra/review/offline-ground.ts";

interface Run {
    resources: Registered[];
    said: string[];
}

async function run(datadog: object | undefined, ground: Partial<Ground> = {}): Promise<Run> {
    const said: string[] = [];
    const cluster = { name: "sockshop", httpPort: 2025 };
    const config = BaselineConfig.parse({ role: "baseline", cluster, datadog });
    const resources = await registeredBy(() =>
        baseline("baseline", config, { ...offlineGround(said), ...ground }),
    );
    return { resources, said };
}

const ON = { enabled: true, apiKey: API_KEY, appKey: APP_KEY };
const REGISTRY: Partial<Ground> = { imageSource: () => Promise.resolve("registry") };

function inDatadog({ resources }: Run): Registered[] {
    return resources.filter(({ type }) => type.startsWith("datadog:"));
}

function ofAgent({ resources }: Run): string[] {
    const named = (one: Registered): string => JSON.stringify(one.inputs["metadata"] ?? {});
    return resources
        .filter(
            (one) =>
                one.type.startsWith("kubernetes:") &&
                (/datadog/.test(named(one)) || /datadog/.test(one.name)),
        )
        .map(({ type, name }) => `${type.replace(/.*[:/]/, "")} ${name}`)
        .sort();
}

function pod({ resources }: Run, kind: string, name: string): Pod {
    const one = resources.find((found) => found.type.endsWith(`:${kind}`) && found.name === name);
    return (
        (one?.inputs["spec"] as { template: Pod } | undefined)?.template ??
        assert.fail(`${kind} ${name}`)
    );
}

interface Pod {
    metadata: { labels: object; annotations?: Record<string, string> };
    spec: { hostNetwork?: boolean; containers: { env: { name: string; value?: string }[] }[] };
}

describe("Datadog of the baseline", () => {
    it("is off and silent unless it is switched on", async () => {
        const [without, off] = [await run(undefined), await run({ enabled: false })];
        assert.deepEqual(off.resources, without.resources);
        assert.deepEqual([inDatadog(off), ofAgent(off)], [[], []]);
        assert.deepEqual(
            off.said.filter((line) => /datadog/i.test(line)),
            [],
        );
    });

    it("has a monitor for each signal, the dashboards, two pipelines and an objective", async () => {
        const found = inDatadog(await run(ON)).map(({ type }) => type.split(":").at(-1));
        const count = (type: string): number => found.filter((one) => one === type).length;
        assert.deepEqual(
            ["Monitor", "DashboardJson", "LogsCustomPipeline", "ServiceLevelObjective"].map(count),
            [
                SIGNALS.length,
                Object.keys(dashboards("us5.datadoghq.com", "documented")).length,
                2,
                1,
            ],
        );
    });

    it("leaves the agent out on a closed network, says so, and marks no pod", async () => {
        const closed = await run(ON);
        assert.deepEqual(ofAgent(closed), []);
        assert.deepEqual(
            closed.said.filter((line) => line.startsWith("datadog")),
            [
                "datadog: us5.datadoghq.com, no agent: monitors, dashboards, pipelines and the objective only, and nothing is sent",
            ],
        );
        assert.deepEqual(pod(closed, "Deployment", "payment").metadata, {
            labels: { name: "payment" },
        });
    });

    it("has the agent by the official chart where that can be had, with the documents' values", async () => {
        const asked: string[] = [];
        const hasHelmCharts = (repository: string): Promise<boolean> =>
            Promise.resolve(asked.push(repository) > 0);
        const chart = await run({ ...ON, site: "datadoghq.eu" }, { ...REGISTRY, hasHelmCharts });
        assert.deepEqual(asked, ["https://helm.datadoghq.com"]);
        assert.deepEqual(ofAgent(chart), [
            "Namespace datadog",
            "Release datadog-agent",
            "Secret datadog-agent-cluster-agent",
            "Secret datadog-secret",
        ]);
        const release = chart.resources.find(
            ({ type }) => type === "kubernetes:helm.sh/v3:Release",
        );
        assert.equal(release?.inputs["version"], "3.240.0");
        const values = release?.inputs["values"] as Record<string, Record<string, unknown>>;
        const { site, clusterName, logs, apiKeyExistingSecret, tags } = values["datadog"] ?? {};
        assert.deepEqual(
            [site, clusterName, apiKeyExistingSecret],
            ["datadoghq.eu", "sockshop-kind", "datadog-secret"],
        );
        assert.deepEqual(logs, {
            enabled: true,
            containerCollectAll: true,
            containerCollectUsingFiles: true,
        });
        assert.deepEqual(tags, ["env:demo", "project:sock-shop", "team:sre", "managed-by:pulumi"]);
    });

    it("sends nothing of the lab's own namespace where names must tell nothing, by chart and written out", async () => {
        const hasHelmCharts = (): Promise<boolean> => Promise.resolve(true);
        const sent = async (naming: string): Promise<unknown[]> => {
            const config = { ...ON, naming };
            const chart = await run(config, { ...REGISTRY, hasHelmCharts });
            const release = chart.resources.find(
                ({ type }) => type === "kubernetes:helm.sh/v3:Release",
            );
            const values = release?.inputs["values"] as Record<string, Record<string, unknown>>;
            const { containerExclude, orchestratorExplorer } = values["datadog"] ?? {};
            const objects = await run(config, REGISTRY);
            const { containers } = pod(objects, "DaemonSet", "datadog-agent").spec;
            const variable = (name: string): string | undefined =>
                containers[0]?.env.find((one) => one.name === name)?.value;
            return [
                containerExclude,
                variable("DD_CONTAINER_EXCLUDE"),
                orchestratorExplorer,
                variable("DD_ORCHESTRATOR_EXPLORER_ENABLED"),
            ];
        };
        const lab = "kube_namespace:lab";
        assert.deepEqual(await sent("plain"), [lab, lab, { enabled: false }, "false"]);
        assert.deepEqual(await sent("documented"), [
            ...[undefined, undefined],
            ...[{ enabled: true }, "true"],
        ]);
    });

    it("has the same written out where images can be had and charts can't", async () => {
        const objects = await run(ON, REGISTRY);
        assert.deepEqual(ofAgent(objects), [
            "ClusterRole datadog-agent",
            "ClusterRole datadog-agent-cluster-agent",
            "ClusterRoleBinding datadog-agent",
            "ClusterRoleBinding datadog-agent-cluster-agent",
            "ConfigMap datadog-agent-cluster-agent-confd",
            "DaemonSet datadog-agent",
            "Deployment datadog-agent-cluster-agent",
            "Namespace datadog",
            "Role datadog-agent-cluster-agent",
            "RoleBinding datadog-agent-cluster-agent",
            "Secret datadog-agent-cluster-agent",
            "Secret datadog-secret",
            "Service datadog-agent-cluster-agent",
            "ServiceAccount datadog-agent",
            "ServiceAccount datadog-agent-cluster-agent",
        ]);
        const { spec } = pod(objects, "DaemonSet", "datadog-agent");
        assert.equal(spec.hostNetwork, true);
        const env = Object.fromEntries(
            (spec.containers[0]?.env ?? []).map(({ name, value }) => [name, value]),
        );
        // What chart 3.240.0 makes of the values, as far as it isn't the chart's own affair.
        const wanted = {
            DD_SITE: "us5.datadoghq.com",
            DD_CLUSTER_NAME: "sockshop-kind",
            DD_LOGS_ENABLED: "true",
            DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: "true",
            DD_LOGS_CONFIG_K8S_CONTAINER_USE_FILE: "true",
            DD_LOGS_CONFIG_FORCE_USE_HTTP: "true",
            DD_CONTAINER_EXCLUDE_LOGS:
                "kube_namespace:kube-system kube_namespace:kube-public kube_namespace:kube-node-lease kube_namespace:local-path-storage",
            DD_KUBELET_TLS_VERIFY: "false",
            DD_KUBELET_USE_API_SERVER: "true",
            DD_APM_ENABLED: "false",
            DD_DOGSTATSD_NON_LOCAL_TRAFFIC: "true",
            DD_COLLECT_KUBERNETES_EVENTS: "true",
        };
        assert.deepEqual(
            Object.fromEntries(Object.keys(wanted).map((name) => [name, env[name]])),
            wanted,
        );
        // No Secret is read to be counted.
        assert.equal(/secrets|configmaps/.test(JSON.stringify(CLUSTER_CHECKS)), false);
    });

    it("marks the shop's pods where an agent reads them: whose they are, and where their figures are", async () => {
        const objects = await run({ ...ON, agent: "objects" }, REGISTRY);
        const payment = pod(objects, "Deployment", "payment").metadata;
        assert.deepEqual(payment.labels, {
            name: "payment",
            "tags.datadoghq.com/env": "demo",
            "tags.datadoghq.com/service": "sock-shop-payment",
            "tags.datadoghq.com/version": "lab",
        });
        assert.deepEqual(
            JSON.parse(payment.annotations?.["ad.datadoghq.com/payment.checks"] ?? ""),
            {
                openmetrics: {
                    init_config: {},
                    instances: [
                        {
                            openmetrics_endpoint: "http://%%host%%:8080/metrics",
                            namespace: "sockshop",
                            metrics: ["request_duration_seconds"],
                            histogram_buckets_as_distributions: true,
                            collect_histogram_buckets: true,
                        },
                    ],
                },
            },
        );
        const broker = pod(objects, "Deployment", "rabbitmq").metadata.annotations;
        assert.match(
            broker?.["ad.datadoghq.com/rabbitmq.checks"] ?? "",
            /"rabbitmq_queue_messages":"queue\.messages"/,
        );
        assert.equal(pod(objects, "Deployment", "session-db").metadata.annotations, undefined);
    });

    for (const [agent, ground, found] of [
        ["objects", {}, /^objects, but no image registry answers/],
        ["chart", {}, /^chart, but no image registry answers/],
        [
            "chart",
            REGISTRY,
            /^chart, but no chart can be had: the kubernetes plugin in use has no Helm/,
        ],
    ] as const) {
        it(`names an agent that can't be had: ${found.source}`, async () => {
            await assert.rejects(run({ ...ON, agent }, ground), (error: unknown) => {
                assert.ok(error instanceof LabError);
                assert.equal(error.parts.where, "sock-shop:datadog.agent");
                assert.match(error.parts.found, found);
                return true;
            });
        });
    }

    it("counts the agents in the room that is asked for", async () => {
        const rooms: number[] = [];
        const checkRoom = ({ cpuMilli }: { cpuMilli: number }): Promise<void> => {
            rooms.push(cpuMilli);
            return Promise.resolve();
        };
        await run(undefined, { ...REGISTRY, checkRoom });
        await run({ ...ON, agent: "objects" }, { ...REGISTRY, checkRoom });
        assert.equal((rooms[1] ?? 0) - (rooms[0] ?? 0), 400);
    });
});
