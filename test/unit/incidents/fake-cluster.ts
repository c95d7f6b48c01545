import { KubeClient, KubeError, type KubeObject } from "../../../components/kube/client.ts";
import {
    LAB_NAMESPACE,
    SHOP_NAMESPACE,
    STACK_LABEL,
    stackLabel,
} from "../../../components/kit/labels.ts";
import { collectionPath, objectPath } from "../../../components/kube/path.ts";
import { pathOf, refOf } from "../../../incidents/recovery/record.ts";

/** An API server in memory, whose controllers are done at once. It knows what the recovery asks for. */
export class FakeCluster extends KubeClient {
    readonly objects = new Map<string, KubeObject>();
    /** Every write in order, such as `DELETE …/jobs/load`, without the part of the path that all share. */
    writes: string[] = [];
    /** What was asked for with each of them, such as `propagationPolicy=Foreground`. */
    queries: string[] = [];
    /** Called before each write; what it throws is the answer. */
    beforeWrite: (write: string) => void = () => {};
    /** What time it is there; it stands still. */
    now = "2025-11-21T12:00:00Z";
    #version = 0;

    /** Begins both lists anew: what a test prepared is not what it is about. */
    forget(): void {
        this.writes = [];
        this.queries = [];
    }

    constructor(...objects: KubeObject[]) {
        super({ kubeconfig: "none", context: "none" });
        for (const object of objects) this.objects.set(pathOf(object), object);
    }

    override find(path: string): Promise<KubeObject | undefined> {
        return Promise.resolve(this.objects.get(path));
    }

    override list(path: string): Promise<KubeObject[]> {
        const [collection, query] = path.split("?");
        const [, key, one, several] =
            /^labelSelector=([^= ]+)(?:=(.*)| in \((.*)\))?$/.exec(
                decodeURIComponent(query ?? ""),
            ) ?? [];
        const values = several?.split(",") ?? (one === undefined ? undefined : [one]);
        const items = [...this.objects.values()].filter(
            (object) =>
                collectionPath(refOf(object)) === collection &&
                (key === undefined ||
                    (values === undefined
                        ? object.metadata.labels?.[key] !== undefined
                        : values.includes(object.metadata.labels?.[key] ?? ""))),
        );
        // As the API server has it: the items of a list have no type.
        return Promise.resolve(
            items.map(
                ({ apiVersion: _version, kind: _kind, ...rest }) => rest as unknown as KubeObject,
            ),
        );
    }

    override json<T>(method: string, fullPath: string, body?: unknown): Promise<T> {
        const [path = "", query = ""] = fullPath.split("?");
        if (query === "dryRun=All") {
            const { metadata, ...rest } = body as KubeObject;
            const stamped = { ...rest, metadata: { ...metadata, creationTimestamp: this.now } };
            return Promise.resolve(stamped as T);
        }
        if (path.includes("/leases")) return this.#lease(method, path, body as KubeObject);
        if (method !== "GET") this.queries.push(query);
        try {
            return Promise.resolve(this.#answer(method, path, body as KubeObject) as T);
        } catch (error) {
            return Promise.reject(error);
        }
    }

    /** Locks are kept as the real server keeps them, and apart from what tests count. */
    #lease<T>(method: string, path: string, body: KubeObject): Promise<T> {
        const at = method === "POST" ? objectPath(refOf(body)) : path;
        const live = this.objects.get(at);
        const refused = (status: number): Promise<T> =>
            Promise.reject(new KubeError(status, `${method} ${path}: ${status}`));
        if (method === "POST" ? live !== undefined : live === undefined) {
            return refused(method === "POST" ? 409 : 404);
        }
        const { preconditions } = body as { preconditions?: { resourceVersion?: string } };
        const asked = preconditions?.resourceVersion ?? body.metadata?.resourceVersion;
        if (asked !== undefined && asked !== live?.metadata.resourceVersion) return refused(409);
        if (method === "DELETE") {
            this.objects.delete(at);
            return Promise.resolve({} as T);
        }
        const resourceVersion = String(++this.#version);
        const creationTimestamp = live?.metadata["creationTimestamp"] ?? this.now;
        const metadata = { ...body.metadata, resourceVersion, creationTimestamp };
        const stored = { ...body, metadata };
        this.objects.set(at, stored);
        return Promise.resolve(stored as T);
    }

    #answer(method: string, path: string, body: KubeObject): unknown {
        if (method !== "GET") {
            const write = `${method} ${path.split("/namespaces/")[1]}`;
            this.beforeWrite(write);
            this.writes.push(write);
        }
        const live = this.objects.get(path);
        switch (method) {
            case "POST":
            case "PATCH":
                return this.#store(objectPath(refOf(body)), body);
            case "PUT":
            case "GET":
            case "DELETE":
                if (live === undefined) throw new KubeError(404, `${path} not found`);
                if (method === "DELETE") this.objects.delete(path);
                return method === "PUT" ? this.#store(path, body) : live;
            default:
                throw new Error(`the fake cluster knows no ${method}`);
        }
    }

    #store(path: string, body: KubeObject): KubeObject {
        const resourceVersion = String(++this.#version);
        const { replicas = 1 } = (body["spec"] ?? {}) as { replicas?: number };
        const stored = {
            ...body,
            metadata: { ...body.metadata, resourceVersion },
            ...(body.kind === "Deployment" ? { status: countsOf(replicas) } : {}),
        };
        this.objects.set(path, stored);
        return stored;
    }
}

/** A Deployment of the shop with all its pods, unless another number of them is available. */
export function deployment(name: string, replicas = 1, available = replicas): KubeObject {
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: SHOP_NAMESPACE, uid: `uid-${name}` },
        spec: { replicas },
        status: countsOf(replicas, available),
    };
}

/** An object that a stack made. */
export function made(
    stack: string,
    kind: string,
    name: string,
    more: Partial<KubeObject> = {},
): KubeObject {
    const { apiVersion, namespace } = KINDS[kind] ?? { apiVersion: "v1", namespace: LAB_NAMESPACE };
    return {
        apiVersion,
        kind,
        ...more,
        metadata: {
            name,
            namespace,
            labels: { [STACK_LABEL]: stackLabel(stack, namespace) },
            ...more.metadata,
        },
    };
}

const KINDS: Record<string, { apiVersion: string; namespace: string }> = {
    Job: { apiVersion: "batch/v1", namespace: LAB_NAMESPACE },
    HorizontalPodAutoscaler: { apiVersion: "autoscaling/v2", namespace: SHOP_NAMESPACE },
    Deployment: { apiVersion: "apps/v1", namespace: SHOP_NAMESPACE },
    Service: { apiVersion: "v1", namespace: SHOP_NAMESPACE },
    NetworkPolicy: { apiVersion: "networking.k8s.io/v1", namespace: SHOP_NAMESPACE },
};

/** Kubernetes leaves out a count that is zero. */
function countsOf(replicas: number, available = replicas): object {
    return replicas === 0
        ? {}
        : { replicas, updatedReplicas: replicas, availableReplicas: available };
}
