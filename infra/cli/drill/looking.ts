import { KubeClient } from "../../../components/kube/client.ts";
import { DrillWatch } from "../../../incidents/drill/watch.ts";
import type { Incident } from "../../../incidents/incident.ts";
import { CLOCK } from "../../../incidents/proof/clock.ts";
import { asWitness, requireWitness } from "../../../incidents/witness/identity.ts";
import { partsFor } from "../../../incidents/witness/parts.ts";
import { Witness } from "../../../incidents/witness/witness.ts";
import type { BaselineAddress } from "../prove.ts";

/**
 * Lets the witness of an incident look at the shop, by its own account, which can't write, while something is done.
 * @throws LabError where the baseline has no such account, or the user may not act as it
 */
export async function looking<T>(
    incident: Incident,
    { url, cluster }: BaselineAddress,
    signal: AbortSignal | undefined,
    use: (watch: DrillWatch, witness: Witness) => Promise<T>,
): Promise<T> {
    const kube = new KubeClient(asWitness(cluster));
    const witness = new Witness(kube, url, partsFor(incident.looks ?? {}, kube, url));
    try {
        await requireWitness(kube);
        witness.start();
        return await use(new DrillWatch(witness, CLOCK, signal), witness);
    } finally {
        await witness.stop();
        kube.close();
    }
}
