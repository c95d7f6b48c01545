import * as pulumi from "@pulumi/pulumi";
import { NAMESPACE, parseConfig } from "../config/load.ts";
import type { StackConfig } from "../config/schema.ts";
import { stackFile } from "../config/source.ts";
import { rawConfig } from "../config/stack-file.ts";
import { program } from "../program/program.ts";
import { type HealthyLab, healthyLab } from "./healthy-lab.ts";
import { offlineGround, type OfflineFacts, SAME_EVERYWHERE } from "./offline-ground.ts";
import { type Registered, registeredBy } from "./registered.ts";
import { withoutSecrets } from "./sealed.ts";

/** A stack as its program would have it made. */
export interface RenderedStack {
    stack: string;
    config: StackConfig;
    /** Lines that the program says to the person at the terminal. */
    said: string[];
    outputs: Record<string, unknown>;
    /** Sorted by type and name. */
    resources: Registered[];
}

/** Renders a stack from its file. One at a time. @throws LabError for what a preview would refuse */
export type Renderer = (stack: string) => Promise<RenderedStack>;

/**
 * Renders stacks from the real program, without engine, cluster, network or keys. An incident is laid over
 * its baseline as that one's program makes it; each baseline is rendered once.
 */
export function offlineRenderer(facts: OfflineFacts = SAME_EVERYWHERE): Renderer {
    const baselines = new Map<string, HealthyLab>();
    const over = async (baseline: string): Promise<HealthyLab> => {
        const known = baselines.get(baseline);
        if (known !== undefined) return known;
        const healthy = await renderedLab(baseline, facts);
        baselines.set(baseline, healthy);
        return healthy;
    };
    return async (stack) => {
        const config = configOf(stack);
        const healthy = config.role === "incident" ? await over(config.baseline) : undefined;
        return await render(stack, config, facts, healthy);
    };
}

/** The healthy lab as a baseline's program makes it, from its stack file. */
export async function renderedLab(
    baseline = "baseline",
    facts: OfflineFacts = SAME_EVERYWHERE,
): Promise<HealthyLab> {
    const { resources, outputs } = await render(baseline, configOf(baseline), facts);
    return healthyLab(baseline, resources, outputs);
}

function configOf(stack: string): StackConfig {
    return parseConfig(withoutSecrets(rawConfig(stack)), stackFile(stack, NAMESPACE));
}

async function render(
    stack: string,
    config: StackConfig,
    facts: OfflineFacts,
    healthy?: HealthyLab,
): Promise<RenderedStack> {
    const said: string[] = [];
    let outputs: Record<string, unknown> = {};
    const resources = await registeredBy(async () => {
        outputs = await known(await program(stack, config, offlineGround(said, healthy, facts)));
    });
    return { stack, config, said, outputs, resources };
}

/** The values of a program's outputs. */
function known(outputs: Record<string, pulumi.Input<unknown>>): Promise<Record<string, unknown>> {
    return new Promise((resolve) => void pulumi.output(outputs).apply(resolve));
}
