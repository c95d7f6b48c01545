import { z } from "zod";
import { ObjectName } from "../../components/kit/scalars.ts";
import type { FaultContext, FaultEffect, FieldChange, Former } from "./effect.ts";
import { BEHIND_ANNOTATION, proxyName, proxyObjects, type ServicePort } from "./network-proxy.ts";
import { Target } from "./target.ts";

/** Milliseconds up to a minute, which is longer than any time-out of the shop. */
const Milliseconds = z.int().min(1).max(60_000);

/**
 * Slows the network between a workload and all its callers, or cuts it.
 *
 * Effect: the Service leads to a proxy (`incidents/network-proxy`), and the proxy to the target's pods,
 * which stay Ready, since the kubelet asks them directly. With `latencyMs` every answer arrives later:
 * an HTTP call takes the latency longer, once; a talk with a store takes it for each of its turns. With
 * `cutOff` connections are accepted and not a byte passes, neither way: callers wait until their own
 * time-outs, where they have any, and the target sees nobody. (At 0 replicas callers are refused at
 * once; that is the kind `replicas`.)
 *
 * A Service decides about new connections only. Callers keep some open, those to stores for ever, and
 * these would go on past the proxy; so the target's pods are replaced once, by an annotation. The old
 * pods take the old connections with them, and no container is restarted. It has landed when the proxy
 * is ready, the Service leads to it, and the old pods are gone, which the engine waits for.
 *
 * Service and Deployment are recorded, and put back from there. The proxy goes before that, and with it
 * every connection through it: callers are refused for some seconds, until the Service is as it was.
 */
export const Network = z
    .strictObject({
        kind: z.literal("network"),
        /** Workload of the shop; its Service of the same name is meant. */
        target: Target,
        /** Name of the Service's port. Default its first, which the shop uses; others stay as they are. */
        port: ObjectName.optional(),
        /** Milliseconds that every answer takes longer, 1 to 60000. */
        latencyMs: Milliseconds.optional(),
        /** Milliseconds that the latency is more or less, at random, up to the latency. Default 0. */
        jitterMs: Milliseconds.optional(),
        /** Nothing passes. Instead of a latency. */
        cutOff: z.literal(true).optional(),
    })
    .refine((fault) => (fault.latencyMs === undefined) !== (fault.cutOff === undefined), {
        message: "one of latencyMs and cutOff, and only one",
    })
    .refine(({ jitterMs = 0, latencyMs = 0 }) => jitterMs <= latencyMs, {
        message: "jitterMs at most latencyMs",
        path: ["jitterMs"],
    });
export type Network = z.infer<typeof Network>;

/** What a fault of this kind does. */
export function networkEffect(fault: Network, { images }: FaultContext): FaultEffect {
    const { target, latencyMs, jitterMs = 0 } = fault;
    const proxy = proxyName(target);
    return {
        adds: (former) =>
            proxyObjects({
                target,
                image: images.networkProxy,
                selector: former.service(target).selector ?? {},
                ports: portsOf(former, target),
                hindered: hinderedPort(fault, former)?.name,
                by: latencyMs === undefined ? "cut-off" : { latencyMs, jitterMs },
            }),
        patches: [
            { kind: "Service", name: target, overlay: { selector: { name: proxy } } },
            {
                kind: "Deployment",
                name: target,
                overlay: {
                    template: { metadata: { annotations: { [BEHIND_ANNOTATION]: proxy } } },
                },
            },
        ],
        changes: (former) => changesOf(fault, former),
        refusal: (former) => {
            if (hinderedPort(fault, former) !== undefined) return undefined;
            const found = `Service ${target} has no port ${fault.port ?? ""}`.trimEnd();
            const names = portsOf(former, target).map(({ name }) => name);
            return { found, allowed: names.join(", ") || "a Service whose port leads to a number" };
        },
    };
}

function changesOf(fault: Network, former: Former): FieldChange[] {
    const { target, latencyMs, jitterMs } = fault;
    const give = jitterMs === undefined ? "" : `, give or take ${jitterMs} ms`;
    return [
        {
            object: `Network to ${target}`,
            field: `port ${hinderedPort(fault, former)?.name}`,
            from: undefined,
            to: latencyMs === undefined ? "cut off" : `answers ${latencyMs} ms later${give}`,
        },
        {
            object: `Service ${target}`,
            field: "selector.name",
            from: former.service(target).selector?.["name"],
            to: proxyName(target),
        },
        {
            object: `Deployment ${target}`,
            field: `template.metadata.annotations[${BEHIND_ANNOTATION}]`,
            from: undefined,
            to: proxyName(target),
        },
    ];
}

/** The Service's ports, but for those that lead to a port by its name: the proxy has other names. */
function portsOf(former: Former, target: string): ServicePort[] {
    return (former.service(target).ports ?? []).flatMap(
        ({ name = "", port, targetPort = port }): ServicePort[] =>
            typeof targetPort === "number" ? [{ name, port, targetPort }] : [],
    );
}

function hinderedPort(fault: Network, former: Former): ServicePort | undefined {
    const ports = portsOf(former, fault.target);
    return fault.port === undefined ? ports[0] : ports.find(({ name }) => name === fault.port);
}
