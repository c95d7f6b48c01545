import { createHash } from "node:crypto";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { sortKeys } from "../../components/kit/sort-keys.ts";
import { contentOf, type Difference, differences } from "../recovery/difference.ts";
import { samplePods } from "../witness/samples.ts";
import { withBroker } from "../broker/management.ts";
import { type BrokerContent, compareBroker, readBroker } from "./broker.ts";
import { compareDocuments, type Documents, newDocuments, readDocuments } from "./documents.ts";
import { readRows } from "./rows.ts";

export type ShopObjects = Record<string, KubeObject>;

/** Everything the shop is, by content, at one moment. */
export interface Snapshot {
    takenAt: string;
    /** Objects of the shop's namespace by `Kind/name`; a Secret's values as hashes. */
    objects: ShopObjects;
    /** Policies and queues of the broker. */
    broker: BrokerContent;
    /** Restart counts by pod of the shop. */
    restarts: Record<string, number>;
    /** Rows by table of the catalogue's database. */
    rows: Record<string, number>;
    /** Orders and accounts. */
    documents: Documents;
}

/**
 * Kinds that are not content: what controllers derive from content (and name at random), and history.
 */
const DERIVED = new Set([
    "Pod",
    "ReplicaSet",
    "ControllerRevision",
    "Endpoints",
    "EndpointSlice",
    "Event",
    "Lease",
]);

/**
 * The group of what metrics-server measures: no content, and no part of the API server. It is not asked
 * at all, because it answers 503 while metrics-server starts anew, and a shop is no less whole for that.
 * Any other group that doesn't answer fails the snapshot: what it holds would be missing.
 */
const MEASURED_GROUP = "metrics.k8s.io";

interface ResourceList {
    groupVersion: string;
    resources: { name: string; kind: string; namespaced: boolean; verbs: string[] }[];
}

/** Takes the content of the whole shop. */
export async function takeSnapshot(kube: KubeClient): Promise<Snapshot> {
    const objects = await takeObjects(kube);
    const restarts: Record<string, number> = {};
    for (const pod of await samplePods(kube)) {
        if (pod.namespace === SHOP_NAMESPACE) restarts[pod.name] = pod.restarts;
    }
    return {
        takenAt: new Date().toISOString(),
        objects,
        restarts,
        rows: await readRows(kube),
        broker: await withBroker(kube, readBroker),
        documents: await readDocuments(kube),
    };
}

/** Every object of the shop's namespace, whatever kinds it holds. */
export async function takeObjects(kube: KubeClient): Promise<ShopObjects> {
    const objects: ShopObjects = {};
    const lists = await Promise.all(
        (await contentKinds(kube)).map(async ({ path, kind, apiVersion }) =>
            (await kube.list(path)).map((item) => ({ ...item, apiVersion, kind })),
        ),
    );
    for (const object of lists.flat()) {
        objects[`${object.kind}/${object.metadata.name}`] = sealed(object);
    }
    return objects;
}

/** Every field in which the shop is not what it was, bookkeeping aside. */
export function compareSnapshots(before: Snapshot, after: Snapshot): Difference[] {
    return [
        ...compareObjects(before.objects, after.objects),
        ...compareRestarts(before.restarts, after.restarts),
        ...compareRows(before.rows, after.rows),
        ...compareBroker(before.broker, after.broker),
        ...compareDocuments(before.documents, after.documents, before.takenAt),
    ];
}

/** Every field in which the objects are not what they were. */
export function compareObjects(before: ShopObjects, after: ShopObjects): Difference[] {
    const found: Difference[] = [];
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const name of [...names].sort()) {
        const [old, now] = [before[name], after[name]];
        if (old === undefined || now === undefined) {
            found.push({
                object: name,
                field: "(object)",
                expected: old === undefined ? "absent" : "present",
                found: now === undefined ? "absent" : "present",
            });
        } else found.push(...differences(name, old, now));
    }
    return found;
}

/** Orders and accounts that came between two snapshots: no difference, and worth to be said. */
export function leftBetween(before: Snapshot, after: Snapshot): string {
    return newDocuments(before.documents, after.documents) || "no orders";
}

/** A hash of the content, the same for equal shops: short enough for a report. */
export function contentHash(snapshot: Snapshot): string {
    const names = Object.keys(snapshot.objects).sort();
    const content = names.map((name) => {
        const object = snapshot.objects[name];
        return [name, object === undefined ? undefined : sortKeys(contentOf(object))];
    });
    return createHash("sha256")
        .update(JSON.stringify([content, sortKeys(snapshot.rows), sortKeys(snapshot.broker)]))
        .digest("hex")
        .slice(0, 16);
}

/** A pod that is gone is no difference, a rollout may have replaced it; the one that came must not have restarted. */
function compareRestarts(
    before: Record<string, number>,
    after: Record<string, number>,
): Difference[] {
    return Object.entries(after).flatMap(([object, count]) => {
        const known = before[object] ?? 0;
        if (count <= known) return [];
        return [{ object, field: "restarts", expected: String(known), found: String(count) }];
    });
}

function compareRows(before: Record<string, number>, after: Record<string, number>): Difference[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((name) => before[name] !== after[name])
        .map((name) => ({
            object: name,
            field: "rows",
            expected: String(before[name] ?? 0),
            found: String(after[name] ?? 0),
        }));
}

/** Every kind of object that the shop's namespace can hold, with the path of its list. */
export async function contentKinds(
    kube: Pick<KubeClient, "json">,
): Promise<{ path: string; kind: string; apiVersion: string }[]> {
    const groups = await kube.json<{
        groups: { name: string; preferredVersion: { groupVersion: string } }[];
    }>("GET", "/apis");
    const roots = [
        "/api/v1",
        ...groups.groups
            .filter((group) => group.name !== MEASURED_GROUP)
            .map((group) => `/apis/${group.preferredVersion.groupVersion}`),
    ];
    const lists = await Promise.all(roots.map((root) => kube.json<ResourceList>("GET", root)));
    return lists.flatMap((list, index) =>
        list.resources
            .filter(
                (one) =>
                    one.namespaced &&
                    one.verbs.includes("list") &&
                    !one.name.includes("/") &&
                    !DERIVED.has(one.kind),
            )
            .map((one) => ({
                path: `${roots[index] ?? ""}/namespaces/${SHOP_NAMESPACE}/${one.name}`,
                kind: one.kind,
                apiVersion: list.groupVersion,
            })),
    );
}

/** A Secret with hashes in place of its values: equal values stay equal, and nothing leaks. */
function sealed(object: KubeObject): KubeObject {
    if (object.kind !== "Secret") return object;
    const data = (object["data"] ?? {}) as Record<string, string>;
    const hashes = Object.entries(data).map(([key, value]) => [
        key,
        `sha256:${createHash("sha256").update(value).digest("hex")}`,
    ]);
    return { ...object, data: Object.fromEntries(hashes) as Record<string, string> };
}
