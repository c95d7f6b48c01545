import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { SERVICES, STORES } from "../../components/shop/topology.ts";
import { waitForRollout } from "../../incidents/recovery/rollout.ts";
import { measureAtRest } from "./limits/at-rest.ts";
import { browse } from "./limits/browse.ts";
import { startToReady } from "./limits/start-to-ready.ts";
import { limitsTable } from "./limits/table.ts";

/** Visitors of the catalogue, and how long they look, in seconds. */
const VISIT = { users: 20, seconds: 30 };

const ROLLOUT_TIMEOUT_MS = 120_000;

/**
 * Measures the limits that the shop promises to hold, on the live shop: first at rest, then with
 * visitors, then each service's start, since that gives it another pod.
 *
 * @param shopUrl address of the shop on the host
 * @param baselineUpSeconds what `pulumi up` of the baseline took on a ready cluster, where it was timed
 * @returns markdown, and whether every goal that was measured is held
 */
export async function limits(
    kubeconfig: string,
    context: string,
    shopUrl: string,
    baselineUpSeconds?: number,
    say: (line: string) => void = () => undefined,
): Promise<{ table: string; ok: boolean }> {
    const [services, stores] = [Object.keys(SERVICES), Object.keys(STORES)];
    const kube = new KubeClient({ kubeconfig, context });
    try {
        say("a minute at rest");
        const atRest = await measureAtRest(kube, [...services, ...stores]);
        say(`${VISIT.users} visitors for ${VISIT.seconds} s`);
        const catalogue = await browse(`${shopUrl}/catalogue`, VISIT.users, VISIT.seconds);
        const starts: Record<string, number> = {};
        for (const name of services) {
            say(`start of ${name}`);
            starts[name] = await startToReady(kube, name);
            await waitForRollout(kube, deployment(name), ROLLOUT_TIMEOUT_MS);
        }
        return limitsTable(
            { atRest, startToReady: starts, catalogue, baselineUpSeconds },
            services,
            stores,
        );
    } finally {
        kube.close();
    }
}

function deployment(name: string): Parameters<typeof waitForRollout>[1] {
    return { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE, name };
}
