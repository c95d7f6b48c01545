import * as command from "@pulumi/command";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { ObjectRef } from "../../components/kube/path.ts";
import { findIncident } from "../../incidents/catalog.ts";
import { effectOf, type Fault } from "../../incidents/faults/fault.ts";
import { requireImages } from "../../incidents/image-needs.ts";
import { LoadJob } from "../../load/load-job.ts";
import type { IncidentConfig } from "../config/schema.ts";
import type { Ground } from "./ground.ts";

/**
 * One incident over a baseline. The order is the safety: the former state is recorded before the first
 * change, and as the first resource made it is the last one destroyed, after the load has gone. The
 * faults themselves are retained on delete: giving up their fields would empty them, so the record
 * puts the former values back instead.
 */
export async function incident(
    stack: string,
    config: IncidentConfig,
    ground: Ground,
): Promise<Record<string, pulumi.Input<unknown>>> {
    const baseline = await ground.baseline(config.baseline);
    const known = findIncident(config.incident);
    if (known !== undefined) requireImages(known, baseline.images, config.baseline);
    const changes = await ground.planFaults(stack, baseline, config.faults);
    for (const change of changes) {
        ground.say(`${change.object}: ${change.field}: ${change.from ?? "(none)"} → ${change.to}`);
    }
    const provider = new k8s.Provider("cluster", {
        kubeconfig: baseline.kubeconfig,
        context: baseline.context,
        clusterIdentifier: baseline.identity,
        enableServerSideApply: true,
    });
    const formerState = recordFormerState(stack, config.faults, baseline);
    const faults = config.faults.map((fault) => applyFault(fault, provider, formerState));
    if (config.load !== undefined) {
        new LoadJob(
            "load",
            {
                stack,
                image: baseline.loadImage,
                load: config.load,
                profile: ground.profile(config.load.profile),
            },
            { provider, dependsOn: [formerState, ...faults] },
        );
    }
    return {
        incident: config.incident,
        changes,
        recovery: `pulumi destroy --stack ${stack}`,
    };
}

function recordFormerState(
    stack: string,
    faults: readonly Fault[],
    baseline: { kubeconfig: string; context: string },
): command.local.Command {
    const targets = [...new Set(faults.map((fault) => fault.target))].map(targetRef);
    const where = `--stack ${stack} --kubeconfig '${baseline.kubeconfig}' --context ${baseline.context}`;
    const take = `node incidents/recovery/main.ts record ${where} --targets '${JSON.stringify(targets)}'`;
    return new command.local.Command(
        "former-state",
        {
            create: take,
            // The faults as they are asked for: a change of them is a reason to look at the record again.
            environment: { FAULTS: JSON.stringify(faults) },
            update: take,
            delete: `node incidents/recovery/main.ts restore ${where}`,
            logging: command.local.Logging.Stderr,
        },
        { additionalSecretOutputs: ["stdout"], customTimeouts: { delete: "5m" } },
    );
}

function applyFault(
    fault: Fault,
    provider: k8s.Provider,
    formerState: pulumi.Resource,
): pulumi.Resource {
    const { name, overlay } = effectOf(fault);
    return new k8s.apps.v1.DeploymentPatch(
        name,
        {
            metadata: {
                name: fault.target,
                namespace: SHOP_NAMESPACE,
                // The baseline owns the fields: taking them over is the point.
                annotations: { "pulumi.com/patchForce": "true" },
            },
            spec: overlay,
        },
        { provider, dependsOn: formerState, retainOnDelete: true },
    );
}

function targetRef(name: string): ObjectRef {
    return { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE, name };
}
