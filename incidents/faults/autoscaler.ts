import { z } from "zod";
import type { KubeObject } from "../../components/kube/client.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { ObjectName } from "../../components/kit/scalars.ts";
import type { FaultEffect } from "./effect.ts";
import { containerOf, podCountOf, refOfWorkload, Target } from "./target.ts";

/**
 * Adds a HorizontalPodAutoscaler (autoscaling/v2) to a workload that has none.
 * Effect: it sets the Deployment's replicas by one metric, in percent of the container's **request**;
 * with the wrong metric it watches an overload and does nothing. Up at once and by at most 4 pods or
 * 100 % in 15 s, down after 5 min (incidents.md, incident 7). The Deployment is recorded: an autoscaler
 * leaves its replicas where they are when it goes. It has landed when the object is there.
 */
export const Autoscaler = z
    .strictObject({
        kind: z.literal("autoscaler"),
        /** Name of the object. */
        name: ObjectName,
        /** Deployment of the shop. */
        target: Target,
        /** 1 to 10. */
        minReplicas: z.int().min(1).max(10),
        /** 1 to 10, not below minReplicas. */
        maxReplicas: z.int().min(1).max(10),
        metric: z.enum(["cpu", "memory"]),
        /** Percent of the request, averaged over the pods, 1 to 1000. */
        averageUtilization: z.int().min(1).max(1000),
    })
    .refine((fault) => fault.minReplicas <= fault.maxReplicas, {
        message: "maxReplicas may not be below minReplicas",
        path: ["maxReplicas"],
    });
export type Autoscaler = z.infer<typeof Autoscaler>;

const WINDOW_SECONDS = 15;

/** What a fault of this kind does. */
export function autoscalerEffect(fault: Autoscaler): FaultEffect {
    const { name, target, metric, averageUtilization } = fault;
    return {
        adds: () => [manifest(fault)],
        claims: [podCountOf(target)],
        holds: [refOfWorkload("Deployment", target)],
        changes: () => [
            {
                object: `HorizontalPodAutoscaler ${name}`,
                field: `${target} by ${metric}, ${fault.minReplicas} to ${fault.maxReplicas} replicas`,
                from: undefined,
                to: `${averageUtilization} % of the request`,
            },
        ],
        refusal: (former) => {
            const other = former.autoscalerOf(target);
            if (other !== undefined) {
                const found = `${target} has the autoscaler ${other} already`;
                return { found, allowed: "a workload without one: two would quarrel" };
            }
            if (containerOf(former, target).resources?.requests?.[metric] !== undefined) return;
            const found = `${target} requests no ${metric}, so a share of it can't be computed`;
            return { found, allowed: `a workload with requests.${metric}` };
        },
    };
}

function manifest(fault: Autoscaler): KubeObject {
    const { name, target, metric, averageUtilization } = fault;
    return {
        apiVersion: "autoscaling/v2",
        kind: "HorizontalPodAutoscaler",
        metadata: { name, namespace: SHOP_NAMESPACE },
        spec: {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target },
            minReplicas: fault.minReplicas,
            maxReplicas: fault.maxReplicas,
            metrics: [
                {
                    type: "Resource",
                    resource: { name: metric, target: { type: "Utilization", averageUtilization } },
                },
            ],
            behavior: {
                scaleDown: { stabilizationWindowSeconds: 300 },
                scaleUp: {
                    stabilizationWindowSeconds: 0,
                    selectPolicy: "Max",
                    policies: [
                        { type: "Percent", value: 100, periodSeconds: WINDOW_SECONDS },
                        { type: "Pods", value: 4, periodSeconds: WINDOW_SECONDS },
                    ],
                },
            },
        },
    };
}
