import { randomBytes } from "node:crypto";
import { SHOP_NAMESPACE } from "../../kit/labels.ts";
import type { KubeClient } from "../../kube/client.ts";
import { collectionPath } from "../../kube/path.ts";

type Kube = Pick<KubeClient, "json" | "list" | "text">;

const EVENTS = collectionPath({ apiVersion: "v1", kind: "Event", namespace: SHOP_NAMESPACE });
/** Reason of the events that are told here: they say nothing of the shop. */
export const TELEMETRY_TEST = "TelemetryTest";

/**
 * Workloads of which no event comes through, one line each. A healthy shop has nothing to tell, so one of
 * each is told, looked for where a proof looks, and taken away again.
 */
export async function eventGaps(kube: Kube, workloads: readonly string[]): Promise<string[]> {
    const run = `${TELEMETRY_TEST.toLowerCase()}-${randomBytes(4).toString("hex")}`;
    const names = new Map(workloads.map((workload) => [`${workload}.${run}`, workload]));
    try {
        await Promise.all(
            [...names].map(([name, workload]) =>
                kube.json("POST", EVENTS, eventOf(name, workload)),
            ),
        );
        const seen = (await kube.list(EVENTS)).map(({ metadata }) => metadata.name);
        return [...names]
            .filter(([name]) => !seen.includes(name))
            .map(([, workload]) => `events of ${workload}: one that was told isn't there`);
    } finally {
        await Promise.allSettled(
            [...names.keys()].map((name) => kube.text("DELETE", `${EVENTS}/${name}`)),
        );
    }
}

function eventOf(name: string, workload: string): object {
    const now = new Date().toISOString().replace(/\.\d+/, "");
    return {
        apiVersion: "v1",
        kind: "Event",
        metadata: { name, namespace: SHOP_NAMESPACE },
        type: "Normal",
        reason: TELEMETRY_TEST,
        message: "whether events come through",
        involvedObject: {
            apiVersion: "apps/v1",
            kind: "Deployment",
            namespace: SHOP_NAMESPACE,
            name: workload,
        },
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
        source: { component: "sock-shop-lab" },
    };
}
