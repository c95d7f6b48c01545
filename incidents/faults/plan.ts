import { LabError } from "../../components/kit/error.ts";
import { cpuMilli } from "../../components/kit/quantity.ts";
import type { KubeObject } from "../../components/kube/client.ts";
import { type ObjectRef, objectPath } from "../../components/kube/path.ts";
import { WORKLOADS } from "../../components/shop/topology.ts";
import type { BrokerPolicy } from "../broker/policy.ts";
import type {
    FaultContext,
    FieldChange,
    Former,
    FormerDeployment,
    ObjectPatch,
    Refusal,
} from "./effect.ts";
import { effectOf, type Fault } from "./fault.ts";
import { mergeOverlays, OverlayConflict } from "./overlay.ts";
import { refOfWorkload } from "./target.ts";

/** What a stack's faults amount to. */
export interface FaultPlan {
    /** Every field that is named, with its former value, in the order of the stack file. */
    changes: FieldChange[];
    /** One for each object. */
    patches: ObjectPatch[];
    adds: KubeObject[];
    policies: BrokerPolicy[];
    /** Objects to record before the first change, and to hold against other incidents. */
    holds: ObjectRef[];
    /** Image of each workload, and its CPU limit in millicores once the faults have landed. */
    tiers: Readonly<Record<string, { image: string; cpuLimitMilli: number }>>;
}

/**
 * Lays a stack's faults over each other and over what was there before.
 * @throws LabError if a result could not run, would be no fault, or if two faults set the same field
 */
export function planFor(
    context: FaultContext,
    faults: readonly Fault[],
    former: Former,
): FaultPlan {
    const plan: FaultPlan = {
        changes: [],
        patches: [],
        adds: [],
        policies: [],
        holds: [],
        tiers: {},
    };
    const claims = new Set<string>();
    faults.forEach((fault, index) => {
        const effect = effectOf(fault, context);
        const refuse = (refusal: Refusal): never => {
            throw new LabError({
                where: `stacks/Pulumi.${context.stack}.yaml, sock-shop:faults[${index}]`,
                ...refusal,
                cure: `edit the fault, then pulumi preview --stack ${context.stack}`,
            });
        };
        const refusal = effect.refusal(former);
        if (refusal !== undefined) refuse(refusal);
        for (const claim of effect.claims ?? []) {
            if (claims.has(claim)) {
                const found = `decides ${claim}, as a fault before it does`;
                refuse({ found, allowed: "each decided by one fault" });
            }
            claims.add(claim);
        }
        for (const patch of effect.patches ?? []) {
            try {
                plan.patches = withPatch(plan.patches, patch);
            } catch (error) {
                if (!(error instanceof OverlayConflict)) throw error;
                refuse({
                    found: `sets ${error.field} of ${patch.kind} ${patch.name}, as a fault before it does`,
                    allowed: "each field set by one fault",
                });
            }
        }
        for (const object of effect.adds?.(former) ?? []) {
            const { name } = object.metadata;
            if (plan.adds.some((one) => one.kind === object.kind && one.metadata.name === name)) {
                refuse({
                    found: `makes ${object.kind} ${name}, as a fault before it does`,
                    allowed: "each object made by one fault",
                });
            }
            plan.adds.push(object);
        }
        for (const policy of effect.policies ?? []) {
            if (plan.policies.some((one) => one.name === policy.name)) {
                refuse({
                    found: `sets policy ${policy.name}, as a fault before it does`,
                    allowed: "each policy set by one fault",
                });
            }
            plan.policies.push(policy);
        }
        plan.holds = unique([
            ...plan.holds,
            ...(effect.patches ?? []).map(({ kind, name }) => refOfWorkload(kind, name)),
            ...(effect.holds ?? []),
        ]);
        plan.changes.push(...effect.changes(former));
    });
    plan.tiers = tiersAfter(former, plan.patches);
    return plan;
}

function withPatch(patches: readonly ObjectPatch[], patch: ObjectPatch): ObjectPatch[] {
    const isSame = (one: ObjectPatch): boolean =>
        one.kind === patch.kind && one.name === patch.name;
    const known = patches.find(isSame);
    if (known === undefined) return [...patches, patch];
    const merged = { ...known, overlay: mergeOverlays(known.overlay, patch.overlay) };
    return patches.map((one) => (one === known ? merged : one));
}

function unique(refs: readonly ObjectRef[]): ObjectRef[] {
    return [...new Map(refs.map((ref) => [objectPath(ref), ref])).values()];
}

function tiersAfter(former: Former, patches: readonly ObjectPatch[]): FaultPlan["tiers"] {
    return Object.fromEntries(
        WORKLOADS.flatMap((name): [string, FaultPlan["tiers"][string]][] => {
            const containerIn = (spec: FormerDeployment) =>
                spec.template?.spec?.containers?.find((one) => one.name === name);
            const before = containerIn(former.deployment(name));
            const patch = patches.find((one) => one.kind === "Deployment" && one.name === name);
            const overlay = containerIn(patch?.overlay ?? {});
            const limit = overlay?.resources?.limits?.cpu ?? before?.resources?.limits?.cpu;
            if (limit === undefined) return [];
            return [[name, { image: before?.image ?? "", cpuLimitMilli: cpuMilli(limit) }]];
        }),
    );
}
