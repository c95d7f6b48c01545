import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeClient } from "../../components/kube/client.ts";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import { admit, dismiss } from "../../incidents/drill/investigator.ts";
import { DRILL_FOLDER, KUBECONFIG_NAMES } from "../../incidents/drill/names.ts";
import { DrillStore } from "../../incidents/drill/state.ts";
import { describeLeak, findLeaks, type Leak } from "../../incidents/leaks/leak.ts";
import { readAsInvestigator } from "../../incidents/leaks/read-live.ts";

/** What was looked at, and what tells the answer. */
export interface LiveScan {
    texts: number;
    leaks: Leak[];
}

/** Time that a scan's token is good; the API server gives no less. */
const TOKEN_SECONDS = 600;

/**
 * Looks at all that a drill's kubeconfig can read, with that kubeconfig.
 * @param since how far back logs and metrics are read; default an hour
 */
export async function scanAs(kubeconfig: string, since?: Date): Promise<LiveScan> {
    const kube = new KubeClient({ kubeconfig, context: KUBECONFIG_NAMES.context });
    try {
        const readables = await readAsInvestigator(kube, since);
        return { texts: readables.length, leaks: findLeaks(readables) };
    } finally {
        kube.close();
    }
}

/**
 * The same in a cluster without a drill: the account is made for the scan and taken away after it. With a drill under
 * way it is that drill's account that looks, which would lose its token otherwise.
 */
export async function scanCluster(cluster: KubeTarget, since?: Date): Promise<LiveScan> {
    const drill = new DrillStore(DRILL_FOLDER);
    if (drill.isUnderWay) return await scanAs(drill.path("kubeconfig"), since);
    const kube = new KubeClient(cluster);
    const folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-leaks-"));
    try {
        const file = join(folder, "kubeconfig");
        writeFileSync(file, await admit(kube, TOKEN_SECONDS), { mode: 0o600 });
        return await scanAs(file, since);
    } finally {
        rmSync(folder, { recursive: true });
        await dismiss(kube);
        kube.close();
    }
}

/** What tells the answer, a line each; and says how much was looked at. */
export async function leaksSince(
    since: Date,
    cluster: KubeTarget,
    say: (line: string) => void,
): Promise<string[]> {
    const { texts, leaks } = await scanCluster(cluster, since);
    say(`read as an investigator: ${texts} texts, ${leaks.length} of them tell what is practised`);
    return leaks.map((leak) => `readable by an investigator: ${describeLeak(leak)}`);
}
