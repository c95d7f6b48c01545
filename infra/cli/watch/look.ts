import type { KubeClient, KubeObject } from "../../../components/kube/client.ts";
import { collectionPath } from "../../../components/kube/path.ts";
import { LAB_NAMESPACE, SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import { PrometheusReader } from "../../../components/monitoring/client/prometheus-reader.ts";
import { STORES } from "../../../components/shop/topology.ts";
import { commandIn, holderIn, type Lease, LEASES } from "../../../incidents/recovery/lease.ts";
import { fateOf } from "../../../incidents/recovery/process.ts";
import { viewOf } from "../../../incidents/recovery/rollout.ts";
import { knownStacks, readStatus } from "../../../incidents/recovery/status.ts";
import { parseBroker } from "../../../incidents/witness/broker-watch.ts";
import { readLoadLog } from "../../../load/load-log.ts";
import { LOAD_LABELS } from "../../../load/places.ts";
import { byList } from "./by-list.ts";
import { phaseOf } from "./phase.ts";
import type {
    AlertState,
    IncidentPhase,
    LoadFiguresNow,
    QueueState,
    Seen,
    ShopState,
    WorkloadState,
} from "./shop-state.ts";

type Kube = Pick<KubeClient, "list" | "text">;

const DEPLOYMENTS = collectionPath({
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
});
const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
const LAB_PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: LAB_NAMESPACE });
const MASTERS = Object.entries({ ...LOAD_LABELS, role: "master" })
    .map(([key, value]) => `${encodeURIComponent(key)}%3D${value}`)
    .join("%2C");

/**
 * Asks everything at once. A source that does not answer has its reason in its place: the others are shown.
 * @param kube acts as the witness, who can read and not write
 * @param nameOf what an incident is called before those who watch
 */
export async function look(
    kube: Kube,
    nameOf: (stack: string) => string,
    now = new Date(),
): Promise<Omit<ShopState, "door">> {
    const [incidents, alerts, workloads, queue, loads] = await Promise.all([
        seen(incidentPhases(kube, nameOf, now)),
        seen(activeAlerts(kube)),
        seen(workloadStates(kube)),
        seen(queueState(kube)),
        seen(runningLoads(kube)),
    ]);
    return { at: now.toISOString(), incidents, alerts, workloads, queue, loads };
}

async function seen<T>(asked: Promise<T>): Promise<Seen<T>> {
    try {
        return { value: await asked };
    } catch (error) {
        // One line: it stands among others.
        return { problem: (error as Error).message.split("\n")[0] ?? "no reason given" };
    }
}

async function incidentPhases(
    kube: Kube,
    nameOf: (stack: string) => string,
    now: Date,
): Promise<IncidentPhase[]> {
    const [leases, known] = await Promise.all([
        kube.list(collectionPath(LEASES)) as Promise<Lease[]>,
        knownStacks(kube),
    ]);
    const held = leases.flatMap((lease): [string, string][] => {
        const [, stack] = /^stack-(.+)$/.exec(lease.metadata.name) ?? [];
        const isHeld = stack !== undefined && fateOf(holderIn(lease)) !== "gone";
        return isHeld ? [[stack, commandIn(lease)]] : [];
    });
    const commands = new Map(held);
    const stacks = [...new Set([...known, ...commands.keys()])].sort();
    const phases = await Promise.all(
        stacks.map(async (stack): Promise<IncidentPhase[]> => {
            const status = await readStatus(byList(kube), stack);
            const phase = phaseOf(status, commands.get(stack), now);
            if (phase === undefined) return [];
            const { since, expires } = status;
            return [
                {
                    name: nameOf(stack),
                    phase,
                    ...(since === undefined ? {} : { since }),
                    ...(expires === undefined ? {} : { expires }),
                },
            ];
        }),
    );
    return phases.flat();
}

/** One line an alert, whatever it is told of; the oldest of them says since when. */
async function activeAlerts(kube: Kube): Promise<AlertState[]> {
    const byName = new Map<string, AlertState>();
    for (const { labels, state, activeAt } of await new PrometheusReader(kube).alerts()) {
        const name = labels["alertname"] ?? "";
        const known = byName.get(`${state} ${name}`);
        if (known !== undefined && known.since <= activeAt) continue;
        const severity = labels["severity"] ?? "";
        byName.set(`${state} ${name}`, { name, severity, state, since: activeAt });
    }
    return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name));
}

async function workloadStates(kube: Kube): Promise<WorkloadState[]> {
    const [deployments, pods] = await Promise.all([kube.list(DEPLOYMENTS), kube.list(PODS)]);
    return deployments
        .map((object) => {
            const { name } = object.metadata;
            const { want, available } = viewOf(object);
            const own = pods.filter((pod) => pod.metadata.labels?.["name"] === name);
            const restarts = own.reduce((sum, pod) => sum + restartsOf(pod), 0);
            return { name, wanted: want, available, restarts };
        })
        .sort((a, b) => a.name.localeCompare(b.name));
}

function restartsOf(pod: KubeObject): number {
    const { containerStatuses = [] } = (pod["status"] ?? {}) as {
        containerStatuses?: { restartCount: number }[];
    };
    return containerStatuses.reduce((sum, one) => sum + one.restartCount, 0);
}

async function queueState(kube: Kube): Promise<QueueState> {
    const [pod] = await kube.list(`${PODS}?labelSelector=name%3Drabbitmq`);
    if (pod === undefined) throw new Error("the broker has no pod");
    const place = `${PODS}/${pod.metadata.name}:${STORES.rabbitmq.metricsPort}`;
    const { depth, consumers } = parseBroker(
        await kube.text("GET", `${place}/proxy/metrics/per-object`),
    );
    return { messages: depth, consumers };
}

async function runningLoads(kube: Kube): Promise<LoadFiguresNow[]> {
    const masters = await kube.list(`${LAB_PODS}?labelSelector=${MASTERS}`);
    const running = masters.filter(
        (pod) => (pod["status"] as { phase?: string } | undefined)?.phase === "Running",
    );
    return await Promise.all(
        running.map(async ({ metadata: { name } }) => {
            const { ticks } = readLoadLog(
                await kube.text("GET", `${LAB_PODS}/${name}/log?tailLines=10`),
            );
            const [last, before] = [ticks.at(-1), ticks.at(-2)];
            return {
                users: last?.users ?? 0,
                requestsPerSecond: last?.rps ?? 0,
                failuresPerSecond: last?.failuresPerSecond ?? 0,
                p95Ms: last?.p95Ms ?? null,
                isChanging: last?.users !== before?.users,
            };
        }),
    );
}
