import { z } from "zod";
import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { ObjectRef } from "../../components/kube/path.ts";
import { WORKLOADS } from "../../components/shop/topology.ts";
import type { Former, FormerContainer, ObjectPatch } from "./effect.ts";
import type { Overlay } from "./overlay.ts";

/** A workload of the shop: the name of its Deployment, its Service and its container. */
export const Target = z.enum(WORKLOADS as [string, ...string[]]);

/** What an autoscaler and a fixed number of pods both decide. */
export function podCountOf(target: string): string {
    return `the number of pods of ${target}`;
}

/** Sets fields of the container of that name in the Deployment of that name. */
export function containerPatch(target: string, fields: Overlay): ObjectPatch {
    return {
        kind: "Deployment",
        name: target,
        overlay: { template: { spec: { containers: [{ name: target, ...fields }] } } },
    };
}

/** The container of a workload as it was. @throws LabError where there is none */
export function containerOf(former: Former, target: string): FormerContainer {
    const containers = former.deployment(target).template?.spec?.containers;
    const found = containers?.find((one) => one.name === target);
    if (found !== undefined) return found;
    throw new LabError({
        where: `Deployment ${SHOP_NAMESPACE}/${target}`,
        found: `no container ${target} in it`,
        allowed: "a workload of the baseline",
        cure: "pulumi up --stack baseline --refresh",
    });
}

/** Refers to a workload's Deployment or Service. */
export function refOfWorkload(kind: ObjectPatch["kind"], name: string): ObjectRef {
    const apiVersion = kind === "Deployment" ? "apps/v1" : "v1";
    return { apiVersion, kind, namespace: SHOP_NAMESPACE, name };
}
