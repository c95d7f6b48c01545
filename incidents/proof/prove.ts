import { KubeClient } from "../../components/kube/client.ts";
import { LiveSources } from "../evidence/collect/live-sources.ts";
import { Recorder } from "../evidence/collect/recorder.ts";
import { asTeller, asWitness, requireWitness } from "../witness/identity.ts";
import { partsFor } from "../witness/parts.ts";
import { Witness } from "../witness/witness.ts";
import { CLOCK } from "./clock.ts";
import { LiveClusterView } from "./cluster-view.ts";
import { LiveMonitoringView } from "./monitoring-view.ts";
import type { ProofOptions } from "./options.ts";
import type { Proof } from "./point.ts";
import { ProofRun } from "./run.ts";
import type { RunOptions, Senses } from "./senses.ts";

/**
 * Runs an incident from green to green and decides, from outside, whether it was the one it claims to
 * be. Whatever happens, the incident is destroyed at the end. What looks can't write: it acts as the
 * witness's account, and only the engine as the user.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
    const kube = new KubeClient(asWitness(options.cluster));
    const teller = new KubeClient(asTeller(options.cluster));
    const parts = partsFor(options.incident.looks ?? {}, kube, options.url);
    const { writer, incident, stack, ...run } = options;
    const evidence =
        writer &&
        new Recorder({ writer, sources: new LiveSources(kube), incident: incident.id, stack });
    const witness = new Witness(kube, options.url, parts, (page, askedMs) =>
        evidence?.page(page, askedMs),
    );
    const cluster = new LiveClusterView(kube);
    try {
        await requireWitness(kube);
        witness.start();
        const monitoring = new LiveMonitoringView(kube, teller);
        return await provenBy(
            { ...run, incident, stack, ...(evidence === undefined ? {} : { evidence }) },
            { witness, cluster, monitoring, clock: CLOCK },
        );
    } finally {
        await witness.stop();
        await evidence?.close();
        kube.close();
        teller.close();
    }
}

/** The same with what it sees and asks given; the witness must be looking. */
export async function provenBy(options: RunOptions, senses: Senses): Promise<Proof> {
    const run = new ProofRun(options, senses);
    const { signal } = options;
    try {
        signal?.throwIfAborted();
        if (!(await run.telemetrySeen())) return run.proof();
        if (!(await run.baselineGreen())) return run.proof();
        try {
            if (await run.applied()) await run.red();
        } finally {
            await run.reverted();
        }
        signal?.throwIfAborted();
        await run.green();
        await run.equal();
        await run.noOtherAlert();
    } catch (error) {
        run.failed(signal?.aborted ? new Error("interrupted") : (error as Error));
    }
    return run.proof();
}
