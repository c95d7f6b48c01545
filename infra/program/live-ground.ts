import { execFile } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { LabError } from "../../components/kit/error.ts";
import { KubeClient } from "../../components/kube/client.ts";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import { foreignMetrics, METRICS_API_PATH } from "../../components/metrics/metrics-api.ts";
import { withBroker } from "../../incidents/broker/management.ts";
import { describeExpiry } from "../../incidents/recovery/expiry.ts";
import { explained } from "../../incidents/recovery/unreachable.ts";
import { planFaults, requireNoIncident } from "../../incidents/faults/live-plan.ts";
import { readCalibration } from "../../load/calibration.ts";
import { observe } from "../cluster/observe.ts";
import { requireFreePort } from "../cluster/port.ts";
import { checkRoom, engineRoom } from "../cluster/room.ts";
import { askedPace } from "../config/pace.ts";
import { imageRef } from "../images/catalog.ts";
import { decideImageSource } from "../images/source.ts";
import { type BaselineFacts, faultContext, type Ground } from "./ground.ts";
import { hasHelmCharts } from "./helm-charts.ts";
import { holdStack } from "./stack-lock.ts";

const run = promisify(execFile);

/** A live cluster answers in milliseconds. */
const RECORDS_TIMEOUT_MS = 5_000;

/** The ground as it is: Docker, the cluster, this checkout's passphrase. */
export function liveGround(): Ground {
    return {
        imageSource: decideImageSource,
        imageRef,
        missingCluster,
        checkRoom: async (requests) => checkRoom(requests, await engineRoom()),
        foreignMetrics: metricsOf,
        hasHelmCharts,
        password,
        baseline: baselineFacts,
        requireNoIncident: noIncident,
        planFaults: async (stack, baseline, faults) => {
            // Before anything is read that this command goes by.
            const release = pulumi.runtime.isDryRun()
                ? undefined
                : await holdStack(baseline, stack, (line) => void pulumi.log.info(line));
            const kube = new KubeClient(baseline);
            try {
                const plan = await planFaults(
                    kube,
                    faultContext(stack, baseline),
                    baseline.stack,
                    faults,
                    () => withBroker(kube, (broker) => broker.policies()),
                );
                const expiry = await describeExpiry(kube, stack);
                if (expiry !== undefined) void pulumi.log.info(expiry);
                return plan;
            } catch (error) {
                await release?.();
                throw explained(error, baseline.context);
            } finally {
                kube.close();
            }
        },
        calibration: () => readCalibration(),
        pace: (written) => askedPace() ?? written,
        say: (line) => void pulumi.log.info(line),
    };
}

/** Derived, not stored: the passphrase is the one secret a checkout keeps. */
function password(name: string): string {
    const file = process.env["PULUMI_CONFIG_PASSPHRASE_FILE"];
    const passphrase =
        file === undefined ? process.env["PULUMI_CONFIG_PASSPHRASE"] : readFileSync(file, "utf8");
    if (!passphrase) {
        throw new LabError({
            where: "environment",
            found: "no PULUMI_CONFIG_PASSPHRASE_FILE, which the shop's passwords are derived from",
            allowed: "the environment that the lab sets up",
            cure: ". .tools/env",
        });
    }
    return createHmac("sha256", passphrase.trim()).update(name).digest("base64url").slice(0, 24);
}

async function metricsOf(cluster: KubeTarget): Promise<string | undefined> {
    const kube = new KubeClient(cluster);
    try {
        return foreignMetrics(await kube.find(METRICS_API_PATH));
    } catch (error) {
        throw new LabError({
            where: `sock-shop:cluster.context ${cluster.context}`,
            found: error instanceof Error ? error.message : String(error),
            allowed: "a cluster that answers, with its context in the kubeconfig",
            cure: `kubectl --context ${cluster.context} get nodes`,
        });
    } finally {
        kube.close();
    }
}

/** A cluster that does not answer yet is made to by the cluster's own resource; until then nobody can be asked. */
async function noIncident(cluster: KubeTarget): Promise<void> {
    const kube = new KubeClient(cluster, RECORDS_TIMEOUT_MS);
    try {
        await requireNoIncident(kube, pulumi.getStack());
    } catch (error) {
        if (error instanceof LabError) throw error;
        const found = (error as Error).message;
        void pulumi.log.warn(`incidents can't be asked for, the cluster does not answer: ${found}`);
    } finally {
        kube.close();
    }
}

async function missingCluster(name: string, httpPort: number): Promise<string | undefined> {
    const seen = await observe(name);
    switch (seen.state) {
        case "running":
            return undefined;
        case "stopped":
            void pulumi.log.info(`cluster ${name} was stopped: starting its node`);
            await runCluster(["ensure", "--name", name, "--http-port", `${httpPort}`]);
            return undefined;
        case "orphan":
            void pulumi.log.info(
                `cluster ${name}: ${seen.detail ?? "its state is gone"}; replacing it`,
            );
            return randomUUID();
        case "absent":
            // Found at preview, not after a minute of work.
            await requireFreePort(httpPort);
            return randomUUID();
        case "foreign":
            throw new LabError({
                where: "stacks/Pulumi.baseline.yaml, sock-shop:cluster.name",
                found: `a cluster ${name} that is not this project's: ${seen.detail ?? ""}`,
                allowed: "a name that no other cluster has",
                cure: `pulumi config set --path sock-shop:cluster.name another --stack baseline`,
            });
    }
}

async function runCluster(args: string[]): Promise<void> {
    try {
        await run(process.execPath, ["infra/cluster/main.ts", ...args]);
    } catch (error) {
        const { stderr = "", message = "" } = error as { stderr?: string; message?: string };
        throw new pulumi.RunError(stderr.trim() || message);
    }
}

async function baselineFacts(stack: string): Promise<BaselineFacts> {
    const reference = new pulumi.StackReference("baseline", {
        name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`,
    });
    const read = async (name: string): Promise<string> => {
        const { value } = (await reference.getOutputDetails(name)) as { value?: unknown };
        if (typeof value === "string" && value !== "") return value;
        throw new LabError({
            where: `stack ${stack}`,
            found: `not up, or older than this program (it has no output ${name}): an incident needs a healthy shop to lie over`,
            allowed: "a baseline that is up and healthy",
            cure: `pulumi up --stack ${stack}`,
        });
    };
    // Without the account no pod of a load would ever come; a baseline of before it has no such output.
    await read("loadAccount");
    return {
        stack,
        kubeconfig: await read("kubeconfig"),
        context: await read("context"),
        identity: await read("clusterIdentity"),
        loadImage: await read("loadImage"),
        keeperImage: await read("keeperImage"),
        networkProxyImage: await read("networkProxyImage"),
        cpuShare: Number(await read("cpuShare")),
        images: (await read("images")) === "upstream" ? "upstream" : "own",
    };
}
