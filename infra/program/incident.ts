import * as command from "@pulumi/command";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SHOP_NAMESPACE, STACK_LABEL, stackLabel } from "../../components/kit/labels.ts";
import { objectPath } from "../../components/kube/path.ts";
import { policyArgument } from "../../incidents/broker/policy.ts";
import { findIncident } from "../../incidents/catalog.ts";
import { ExpiryJob } from "../../incidents/expiry/expiry-job.ts";
import { requireTimeForLoad } from "../../incidents/expiry/time-for-load.ts";
import type { ObjectPatch } from "../../incidents/faults/effect.ts";
import type { FaultPlan } from "../../incidents/faults/plan.ts";
import { refOfWorkload } from "../../incidents/faults/target.ts";
import { requireImages } from "../../incidents/image-needs.ts";
import { LoadJob } from "../../load/load-job.ts";
import { profileFiles } from "../../load/profile-files.ts";
import { durationOf, type SizedLoad, sizeLoad } from "../../load/sizing.ts";
import type { IncidentConfig } from "../config/schema.ts";
import type { BaselineFacts, Ground } from "./ground.ts";
import { KubeManifest } from "./kube-manifest.ts";

/**
 * One incident over a baseline. The order is the safety: the former state is recorded before the first
 * change, and as the first resource made it is the last one destroyed, after the load and everything
 * that was added has gone. The clock of the expiry starts next, and is stopped by the restore as its last step. The
 * patches themselves are retained on delete: giving up their fields would empty them, so the record puts the former
 * values back instead.
 */
export async function incident(
    stack: string,
    config: IncidentConfig,
    ground: Ground,
): Promise<Record<string, pulumi.Input<unknown>>> {
    if (config.load !== undefined) {
        const durationSeconds = durationOf(config.load, ground.pace(config.pace));
        requireTimeForLoad(stack, durationSeconds, config.expiresAfter);
    }
    const baseline = await ground.baseline(config.baseline);
    const known = findIncident(config.incident);
    if (known !== undefined) requireImages(known, baseline.images, config.baseline);
    const plan = await ground.planFaults(stack, baseline, config.faults);
    for (const change of plan.changes) {
        ground.say(`${change.object}: ${change.field}: ${change.from ?? "(none)"} → ${change.to}`);
    }
    // Before anything is registered: what is may be made, whatever is refused afterwards.
    const load = sizedLoad(stack, config, plan, ground, baseline.cpuShare);
    const provider = new k8s.Provider("cluster", {
        kubeconfig: baseline.kubeconfig,
        context: baseline.context,
        clusterIdentifier: baseline.identity,
        enableServerSideApply: true,
        // The baseline owns the fields that a fault sets: taking them over is the point. Said here and not by the
        // annotation pulumi.com/patchForce, which stays on the object and tells who investigates which one it is.
        enablePatchForce: true,
    });
    const formerState = recordFormerState(stack, config, plan, baseline);
    const expiry = new ExpiryJob(
        "expiry",
        { stack, image: baseline.keeperImage, after: config.expiresAfter },
        { provider, dependsOn: formerState },
    );
    const landed = applyFaults(stack, plan, baseline, provider, [formerState, expiry]);
    if (load !== undefined) {
        ground.say(load.explanation);
        new LoadJob(
            "load",
            { stack, image: baseline.loadImage, load, profile: profileFiles(load.profile) },
            { provider, dependsOn: [formerState, expiry, ...landed] },
        );
    }
    return {
        incident: config.incident,
        changes: plan.changes,
        ...(load === undefined ? {} : { load: load.explanation }),
        expiresAfter: config.expiresAfter,
        recovery: `pulumi destroy --stack ${stack}`,
    };
}

/** The load in real numbers: those of the stack file, or a multiple of what this machine was measured to take. */
function sizedLoad(
    stack: string,
    { load, pace }: IncidentConfig,
    plan: FaultPlan,
    ground: Ground,
    cpuShare: number,
): SizedLoad | undefined {
    if (load === undefined) return undefined;
    return sizeLoad(stack, load, {
        pace: ground.pace(pace),
        calibration: ground.calibration(),
        cpuShare,
        tier: (name) => {
            const tier = plan.tiers[name];
            if (tier === undefined) throw new Error(`${name} has no CPU limit`);
            return tier;
        },
    });
}

function recordFormerState(
    stack: string,
    { faults, expiresAfter }: IncidentConfig,
    plan: FaultPlan,
    baseline: BaselineFacts,
): command.local.Command {
    const where = placeOf(stack, baseline);
    const names = plan.policies.map((policy) => policy.name).join(",");
    const policies = names === "" ? "" : ` --policies ${names}`;
    const take = `node incidents/recovery/main.ts record ${where} --targets '${JSON.stringify(plan.holds)}'${policies}`;
    return new command.local.Command(
        "former-state",
        {
            create: take,
            environment: {
                // The faults as they are asked for: a change of them is a reason to look at the record again.
                FAULTS: JSON.stringify(faults),
                // What they set: fields that an update no longer sets are put back before.
                OVERLAYS: JSON.stringify(overlaysOf(plan)),
                EXPIRY: JSON.stringify({ after: expiresAfter, image: baseline.keeperImage }),
                // In a cluster made anew everything is to be recorded again.
                CLUSTER: baseline.identity,
            },
            update: take,
            delete: `node incidents/recovery/main.ts restore ${where}`,
            logging: command.local.Logging.Stderr,
        },
        { additionalSecretOutputs: ["stdout"], customTimeouts: { delete: "5m" } },
    );
}

/** What is set of each object, as text, by its path. */
function overlaysOf(plan: FaultPlan): Record<string, string> {
    return Object.fromEntries(
        plan.patches.map(({ kind, name, overlay }) => [
            objectPath(refOfWorkload(kind, name)),
            JSON.stringify(overlay),
        ]),
    );
}

/**
 * Policies of the broker come first: a queue is limited before its consumer goes. Objects that are added
 * come before the patches that lead to them. Patches land one after the other, as the stack file has them.
 */
function applyFaults(
    stack: string,
    plan: FaultPlan,
    baseline: BaselineFacts,
    provider: k8s.Provider,
    safety: pulumi.Resource[],
): pulumi.Resource[] {
    const broker = (step: string): command.local.CommandArgs => {
        const create = `node incidents/broker/main.ts ${step}`;
        return { create, update: create, logging: command.local.Logging.Stderr };
    };
    const where = placeOf(stack, baseline);
    // No delete: the record puts the policies back.
    const policies = plan.policies.map(
        (policy) =>
            new command.local.Command(
                `policy-${policy.name}`,
                broker(`set-policy ${where} --policy ${policyArgument(policy)}`),
                { dependsOn: safety },
            ),
    );
    const first = [...safety, ...policies];
    const added = plan.adds.map(
        ({ metadata, ...rest }) =>
            new KubeManifest(
                metadata.name,
                {
                    ...rest,
                    metadata: {
                        ...metadata,
                        labels: {
                            ...metadata.labels,
                            [STACK_LABEL]: stackLabel(stack, metadata.namespace),
                        },
                    },
                },
                { provider, dependsOn: first },
            ),
    );
    const patched: pulumi.Resource[] = [];
    for (const patch of plan.patches) {
        const dependsOn = [...first, ...added, ...patched];
        patched.push(applyPatch(patch, { provider, dependsOn, retainOnDelete: true }));
    }
    const faults = [...policies, ...added, ...patched];
    if (policies.length === 0) return faults;
    const landed = new command.local.Command(
        "policies-landed",
        broker(`landed ${where} --policies ${policyArgument(plan.policies)}`),
        { dependsOn: faults },
    );
    return [...faults, landed];
}

/** Arguments that say which stack a program works for, and where. */
function placeOf(stack: string, { kubeconfig, context }: BaselineFacts): string {
    return `--stack ${stack} --kubeconfig '${kubeconfig}' --context ${context}`;
}

function applyPatch(
    { kind, name, overlay }: ObjectPatch,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const Patch = kind === "Deployment" ? k8s.apps.v1.DeploymentPatch : k8s.core.v1.ServicePatch;
    return new Patch(
        `${name}-${kind.toLowerCase()}`,
        {
            metadata: { name, namespace: SHOP_NAMESPACE },
            spec: overlay,
        },
        opts,
    );
}
