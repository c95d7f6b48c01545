import * as pulumi from "@pulumi/pulumi";
import { DatadogAgent } from "../../components/monitoring/datadog/agent/agent.ts";
import {
    AGENT_REQUESTS,
    CHART_REPOSITORY,
} from "../../components/monitoring/datadog/agent/values.ts";
import { Datadog } from "../../components/monitoring/datadog/datadog.ts";
import { datadogMarks } from "../../components/monitoring/datadog/marks.ts";
import type { DatadogConfig } from "../../components/monitoring/datadog/settings.ts";
import { RUNBOOK } from "../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { LabError } from "../../components/kit/error.ts";
import type { PodMarks } from "../../components/shop/workload.ts";
import type { ImageSource } from "../images/source.ts";
import type { Ground } from "./ground.ts";

/** Datadog as this run has it. */
export interface DatadogPlan {
    config: DatadogConfig;
    agent: "chart" | "objects" | "none";
    /** Of the shop's pods; none where no agent reads them. */
    marks?: (workload: string) => PodMarks;
    /** What the agents ask the scheduler for on one node. */
    requests: { cpuMilli: number; memoryMi: number };
}

/** What Datadog comes to on this machine; undefined, without a word, where it isn't switched on. */
export async function planDatadog(
    config: DatadogConfig | undefined,
    ground: Ground,
    source: ImageSource,
): Promise<DatadogPlan | undefined> {
    if (config?.enabled !== true) return undefined;
    const agent = await agentOf(config, ground, source);
    ground.say(`datadog: ${config.site}, ${SAID[agent]}`);
    if (agent === "none") return { config, agent, requests: { cpuMilli: 0, memoryMi: 0 } };
    return { config, agent, marks: datadogMarks, requests: AGENT_REQUESTS };
}

const SAID = {
    chart: "agent by the official chart",
    objects:
        "agent by the lab's own objects (no chart can be had: that needs the official kubernetes plugin and its site)",
    none: "no agent: monitors, dashboards, pipelines and the objective only, and nothing is sent",
};

/** @throws LabError where the form that is asked for can't be had */
async function agentOf(
    { agent }: DatadogConfig,
    ground: Ground,
    source: ImageSource,
): Promise<DatadogPlan["agent"]> {
    if (agent === "none") return "none";
    // Its images come from a registry only: without one its pods would never start, and the update would wait for them.
    if (source === "closed") {
        if (agent === "auto") return "none";
        throw cannotHave(agent, "no image registry answers that has the agent's images");
    }
    if (agent === "objects") return "objects";
    if (await ground.hasHelmCharts(CHART_REPOSITORY)) return "chart";
    if (agent === "auto") return "objects";
    throw cannotHave(
        agent,
        `no chart can be had: the kubernetes plugin in use has no Helm, or ${CHART_REPOSITORY} does not answer`,
    );
}

function cannotHave(agent: string, why: string): LabError {
    return new LabError({
        where: "sock-shop:datadog.agent",
        found: `${agent}, but ${why}`,
        allowed: "auto, which takes what can be had, or none",
        cure: "pulumi config set --path sock-shop:datadog.agent auto --stack baseline",
    });
}

/** Provisions it. @returns addresses of the dashboards */
export function provisionDatadog(
    { config, agent }: DatadogPlan,
    ground: Ground,
    inCluster: pulumi.ComponentResourceOptions,
): pulumi.Output<Record<string, string>> {
    const { site, apiUrl, naming, notify } = config;
    const apiKey = pulumi.secret(String(config.apiKey));
    const appKey = pulumi.secret(String(config.appKey));
    if (agent !== "none") {
        const token = pulumi.secret(ground.password("datadog/cluster-agent"));
        new DatadogAgent("datadog-agent", { site, naming, apiKey, token, form: agent }, inCluster);
    }
    const address = apiUrl === undefined ? {} : { apiUrl };
    return new Datadog("datadog", {
        ...{ site, naming, apiKey, appKey, notify, runbooks: RUNBOOK, signals: SIGNALS },
        ...address,
    }).dashboards;
}
