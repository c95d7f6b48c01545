import {
    LAB_NAMESPACE,
    MONITORING_NAMESPACE,
    SHOP_NAMESPACE,
} from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import type { Place } from "./finding.ts";
import type { KnownSecret } from "./values.ts";

const NAMESPACES = [SHOP_NAMESPACE, LAB_NAMESPACE, MONITORING_NAMESPACE];

/** Kinds that hold settings: a secret in one of them is there for all to read. */
const KINDS = [
    ["v1", "Pod"],
    ["v1", "ConfigMap"],
    ["v1", "Service"],
    ["v1", "Event"],
    ["apps/v1", "Deployment"],
    ["batch/v1", "Job"],
] as const;

/** Of a container's log the newest part, in bytes: a line that leaks does so again and again. */
const LOG_BYTES = 1_000_000;

/** Keys under which a Secret keeps a login's name beside its password: names are in connections' settings too. */
const LOGIN_NAME = /(^|_)USER(NAME)?$/i;

/** What the Secrets of the lab's namespaces hold, names of logins aside. */
export async function clusterSecrets(kube: KubeClient): Promise<KnownSecret[]> {
    return secretsIn(await listed(kube, "v1", "Secret"));
}

/** The same of Secrets that were read. */
export function secretsIn(objects: readonly KubeObject[]): KnownSecret[] {
    return objects.flatMap((object) =>
        Object.entries((object["data"] ?? {}) as Record<string, string>)
            .filter(([key]) => !LOGIN_NAME.test(key))
            .map(([key, value]) => ({
                name: `${nameOf(object)}, ${key}`,
                value: Buffer.from(value, "base64").toString("utf8").trim(),
            })),
    );
}

/** Every object of the lab's namespaces but its Secrets, and the log of every container. */
export async function clusterPlaces(kube: KubeClient): Promise<Place[]> {
    const objects = await Promise.all(KINDS.map(([version, kind]) => listed(kube, version, kind)));
    const pods = objects[0] ?? [];
    const logs = await Promise.all(
        pods.flatMap((pod) => containersOf(pod).map((one) => logOf(kube, pod, one))),
    );
    return [
        ...objects.flat().map((object) => ({
            name: nameOf(object),
            content: Buffer.from(JSON.stringify(object)),
        })),
        ...logs.flat(),
    ];
}

async function listed(kube: KubeClient, apiVersion: string, kind: string): Promise<KubeObject[]> {
    const lists = await Promise.all(
        NAMESPACES.map((namespace) => kube.list(collectionPath({ apiVersion, kind, namespace }))),
    );
    // The items of a list don't say their kind.
    return lists.flat().map((object) => ({ ...object, kind, apiVersion }));
}

function nameOf({ kind, metadata }: KubeObject): string {
    return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** Containers of a pod that have run, so that there is a log. */
function containersOf(pod: KubeObject): string[] {
    type Status = { name: string; state?: { waiting?: unknown } };
    const status = (pod["status"] ?? {}) as { containerStatuses?: Status[] };
    return (status.containerStatuses ?? [])
        .filter(({ state }) => state?.waiting === undefined)
        .map(({ name }) => name);
}

async function logOf(kube: KubeClient, pod: KubeObject, container: string): Promise<Place[]> {
    const { namespace = "", name } = pod.metadata;
    const query = `container=${container}&limitBytes=${LOG_BYTES}&tailLines=20000`;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/log?${query}`;
    try {
        const text = await kube.text("GET", path);
        return [{ name: `log of ${namespace}/${name}/${container}`, content: Buffer.from(text) }];
    } catch (error) {
        // A pod may go while the others are read; nobody can read the log of one that is gone.
        if ((await kube.find(`/api/v1/namespaces/${namespace}/pods/${name}`)) === undefined)
            return [];
        throw error;
    }
}
