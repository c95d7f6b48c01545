import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import { LabError } from "../../components/kit/error.ts";
import { findIncident, INCIDENTS } from "../../incidents/catalog.ts";
import type { Incident } from "../../incidents/incident.ts";
import { RunWriter } from "../../incidents/evidence/write/run-writer.ts";
import type { Pace, Proof } from "../../incidents/proof/point.ts";
import { prove } from "../../incidents/proof/prove.ts";
import { renderProof } from "../../incidents/proof/render.ts";
import { baselineOutputs, type PulumiOptions, pulumiEngine } from "./engine.ts";
import { leaksSince } from "./leaks.ts";
import { isOverload, withoutFault } from "./without-fault.ts";

/** A baseline that is up. */
export interface BaselineAddress {
    url: string;
    cluster: KubeTarget;
}

export interface ProveOptions {
    stack: string;
    baselineStack: string;
    baseline: BaselineAddress;
    /** How long the incident is watched, and how long its load runs. */
    pace: Pace;
    /** Folder for the folder of the run. */
    out: string;
    /** How the engine is called. Default in this checkout. */
    engine?: PulumiOptions;
    /** Leaves out what makes it an incident: the proof must then be invalid. Default false. */
    withoutFault?: boolean;
    /** Looks, while the incident is seen, for what tells an investigator what it is. Default false. */
    leaks?: boolean;
    /** Destroys the incident before its time. */
    signal?: AbortSignal;
    say: (line: string) => void;
}

/**
 * How long a fault is looked for that isn't there: twice what incidents take to show (docs/incidents.md,
 * "Measured"), those of an overload and the others.
 */
const MUTATION_RED_MS = { overload: 150_000, other: 60_000 };
const MUTATION_GREEN_MS = 30_000;

/** Proves one incident and keeps the outcome, and what it stands on, in a folder of its own. */
export async function proveStack(options: ProveOptions): Promise<{ proof: Proof; folder: string }> {
    const { stack, baselineStack, baseline, pace, signal, say } = options;
    const incident = requireIncident(stack);
    const began = new Date();
    const time = began.toISOString().replace(/[:.]/g, "-");
    const run = `${time}-${stack}`;
    const folder = join(options.out, run);
    const { title } = incident;
    const isWithoutFault = options.withoutFault ?? false;
    const writer = new RunWriter(
        folder,
        { run, incident: stack, title, stack, pace, withoutFault: isWithoutFault },
        say,
    );
    const shared: PulumiOptions = {
        ...options.engine,
        ...(signal === undefined ? {} : { signal }),
        env: { ...options.engine?.env, SOCK_SHOP_LAB_PACE: pace },
    };
    const own: PulumiOptions = { ...shared };
    let redTimeoutMs: number | undefined;
    if (isWithoutFault) {
        own.configFile = resolve(folder, `Pulumi.${stack}.yaml`);
        const file = join(options.engine?.cwd ?? ".", `stacks/Pulumi.${stack}.yaml`);
        const text = readFileSync(file, "utf8");
        writeFileSync(own.configFile, withoutFault(text, incident.cause));
        redTimeoutMs = MUTATION_RED_MS[isOverload(text, incident) ? "overload" : "other"];
    }
    let proof: Proof;
    try {
        proof = await prove({
            incident,
            stack,
            baselineStack,
            ...baseline,
            pace,
            engine: pulumiEngine((name) => (name === stack ? own : shared)),
            writer,
            ...(signal === undefined ? {} : { signal }),
            ...(options.leaks === true
                ? { whileApplied: () => leaksSince(began, baseline.cluster, say) }
                : {}),
            ...(redTimeoutMs === undefined
                ? {}
                : { redTimeoutMs, greenTimeoutMs: MUTATION_GREEN_MS }),
            say,
        });
    } catch (error) {
        await writer.end("interrupted", undefined);
        throw error;
    }
    writer.text("proof.md", `${renderProof(proof)}\n`);
    await writer.end(proof.valid ? "valid" : signal?.aborted ? "interrupted" : "invalid", proof);
    return { proof, folder };
}

/** @throws LabError for an incident that is not in the catalogue */
export function requireIncident(id: string): Incident {
    const incident = findIncident(id);
    if (incident !== undefined) return incident;
    throw new LabError({
        where: "prove",
        found: `unknown incident ${id}`,
        allowed: INCIDENTS.join(", "),
        cure: `npm run prove -- ${INCIDENTS[0] ?? ""}`,
    });
}

/** @throws LabError for a baseline that isn't up */
export async function requireBaseline(
    stack: string,
    options: PulumiOptions = {},
): Promise<BaselineAddress> {
    const { url, ...cluster } = await baselineOutputs(
        stack,
        ["url", "context", "kubeconfig"],
        options,
    );
    return { url, cluster };
}
