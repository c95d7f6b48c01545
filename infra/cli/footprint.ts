import { MONITORING_NAMESPACE } from "../../components/monitoring/places.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { LiveMonitoringView, type MonitoringView } from "../../incidents/proof/monitoring-view.ts";
import { pause } from "../../incidents/recovery/rollout.ts";
import { LabError } from "../../components/kit/error.ts";
import { measureAtRest } from "./limits/at-rest.ts";
import { sampleUse } from "./limits/kubelet.ts";
import { type Footprint, footprintTable } from "./limits/footprint-table.ts";

/** How long nothing happens, in milliseconds. */
const IDLE_MS = 600_000;
/** What a monitoring that has just come up takes to see all of the shop, with room. */
const SEEN_TIMEOUT_MS = 180_000;
const PAUSE_MS = 2_000;

/**
 * Measures what watching the shop costs on a live baseline where nobody shops: memory, CPU, and what `up` took;
 * and whether anything calls for somebody meanwhile. Ten minutes.
 *
 * @param baselineUpSeconds what `pulumi up` of the baseline took on a ready cluster
 * @returns markdown, and whether every goal is held
 */
export async function footprint(
    kubeconfig: string,
    context: string,
    baselineUpSeconds: number,
    say: (line: string) => void = () => undefined,
): Promise<{ table: string; ok: boolean }> {
    const kube = new KubeClient({ kubeconfig, context });
    try {
        const view = new LiveMonitoringView(kube);
        say("until metrics, logs and events of every workload come through");
        await seen(view);
        const began = new Date();
        const names = [...new Set((await sampleUse(kube, MONITORING_NAMESPACE)).map(nameOf))];
        say(`${IDLE_MS / 60_000} minutes at rest`);
        const atRest = await measureAtRest(kube, names, {
            namespace: MONITORING_NAMESPACE,
            windowMs: IDLE_MS,
        });
        const alerts = await view.firedSince(began);
        const told = (await view.alerts(began)).map(({ name }) => name);
        const measured: Footprint = { atRest, alerts: [...alerts, ...told], baselineUpSeconds };
        return footprintTable(measured);
    } finally {
        kube.close();
    }
}

/** @throws LabError where something still isn't seen, or calls, after three minutes */
async function seen(view: MonitoringView): Promise<void> {
    const deadline = Date.now() + SEEN_TIMEOUT_MS;
    for (;;) {
        const gaps = [...(await view.gaps()), ...(await view.firing())];
        if (gaps.length === 0) return;
        if (Date.now() > deadline) {
            throw new LabError({
                where: "npm run bench -- --only footprint",
                found: gaps.join("; "),
                allowed: "a baseline of which everything is seen, and no alert",
                cure: "kubectl -n monitoring get pods; once all are Running and stay so, again",
            });
        }
        await pause(PAUSE_MS);
    }
}

function nameOf({ name }: { name: string }): string {
    return name;
}
