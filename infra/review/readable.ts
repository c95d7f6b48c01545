import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import { Datadog } from "../../components/monitoring/datadog/datadog.ts";
import type { Naming } from "../../components/monitoring/datadog/naming.ts";
import { RUNBOOK } from "../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { type Readable, textsOf } from "../../incidents/leaks/leak.ts";
import { type Registered, registeredBy } from "./registered.ts";
import type { RenderedStack } from "./render.ts";

/**
 * What of a stack can be read in the cluster: every object but those of the lab's own namespace, and
 * the names of the broker's policies, which its own command tells.
 */
export function readableOf({ stack, config, resources }: RenderedStack): Readable[] {
    const policies = (config.role === "incident" ? config.faults : []).flatMap((fault) =>
        fault.kind === "broker-policy"
            ? [...textsOf(`${stack}: policy of the broker`, fault.policy)]
            : [],
    );
    const objects = resources.flatMap((one) => {
        if (!one.type.startsWith("kubernetes:")) return [];
        const { metadata } = one.inputs as { metadata?: { name?: string; namespace?: string } };
        if (metadata?.namespace === LAB_NAMESPACE || metadata?.name === LAB_NAMESPACE) return [];
        const kind = one.type.split(":").at(-1) ?? one.type;
        const name = [metadata?.namespace, metadata?.name].filter(Boolean).join("/");
        return [...textsOf(`${stack}: ${kind} ${name}`, one.inputs)];
    });
    return [...objects, ...policies];
}

/**
 * What of the lab can be read in Datadog.
 * @param naming what its names are; default plain, as a drill wants them
 */
export async function readableInDatadog(naming: Naming = "plain"): Promise<Readable[]> {
    const site = "us5.datadoghq.com";
    const registered = await registeredBy(() => {
        const keys = { apiKey: "none", appKey: "none" };
        new Datadog("datadog", {
            ...{ site, naming, ...keys },
            ...{ notify: [], runbooks: RUNBOOK, signals: SIGNALS },
        });
        return Promise.resolve();
    });
    return registered.filter(isInDatadog).flatMap(({ type, name, inputs }) => {
        const kind = type.split(":").at(-1) ?? type;
        return [...textsOf(`datadog: ${kind} ${name}`, inputs)];
    });
}

function isInDatadog({ type }: Registered): boolean {
    return type.startsWith("datadog:");
}
