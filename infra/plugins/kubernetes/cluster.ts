/** The objects of one cluster: read, create, apply, delete. */
import { Api, ApiError } from "./api.ts";
import { apiRoot, Discovery } from "./discovery.ts";
import { listAt, type KubeObject, type Reference } from "./kube-object.ts";
import { loadConnection, type Connection, type Selection } from "./kubeconfig.ts";
import type { PropertyMap } from "../protocol/property.ts";

export interface ApplyOptions {
    fieldManager: string;
    force: boolean;
    dryRun: boolean;
}

export class Cluster {
    readonly connection: Connection;
    readonly #api: Api;
    readonly #discovery: Discovery;

    constructor(connection: Connection, api: Api) {
        this.connection = connection;
        this.#api = api;
        this.#discovery = new Discovery(api);
    }

    /** Reads the kubeconfig and makes sure that the server answers. Throws where either fails. */
    static async connect(selection: Selection): Promise<Cluster> {
        const connection = loadConnection(selection);
        const extra = connection.needsClient ? await credentialsOf(selection) : {};
        const cluster = new Cluster(connection, new Api(connection, extra));
        await cluster.#api.send({ method: "GET", path: "/version" });
        return cluster;
    }

    /** Whether the server serves the kind. */
    async serves(apiVersion: string, kind: string): Promise<boolean> {
        return this.#discovery.find(apiVersion, kind).then(
            () => true,
            () => false,
        );
    }

    /** The object, or undefined where there is none. */
    async read(reference: Reference): Promise<KubeObject | undefined> {
        const path = await this.#path(reference);
        return this.#api.send({ method: "GET", path }).catch(undefinedIfMissing);
    }

    /** Creates the object (POST): fails where it exists. */
    async create(
        object: KubeObject,
        reference: Reference,
        fieldManager: string,
        dryRun: boolean,
    ): Promise<KubeObject> {
        const path = await this.#collection(reference);
        return this.#api.send({
            method: "POST",
            path,
            query: { fieldManager, ...dry(dryRun) },
            body: object,
        });
    }

    /** Applies the object on the server's side. */
    async apply(
        object: KubeObject,
        reference: Reference,
        options: ApplyOptions,
    ): Promise<KubeObject> {
        const { fieldManager, force, dryRun } = options;
        return this.#api.send({
            method: "PATCH",
            path: await this.#path(reference),
            query: { fieldManager, force: force ? "true" : undefined, ...dry(dryRun) },
            contentType: "application/apply-patch+yaml", // JSON is YAML
            body: object,
        });
    }

    /** Changes the object by a JSON patch (RFC 6902). */
    async patch(reference: Reference, operations: readonly PropertyMap[]): Promise<KubeObject> {
        const path = await this.#path(reference);
        const contentType = "application/json-patch+json";
        return this.#api.send({ method: "PATCH", path, contentType, body: operations });
    }

    /** Asks for the object's deletion. False where there is none. */
    async delete(reference: Reference, propagationPolicy: string): Promise<boolean> {
        const path = await this.#path(reference);
        const answer = await this.#api
            .send({ method: "DELETE", path, body: { propagationPolicy } })
            .catch(undefinedIfMissing);
        return answer !== undefined;
    }

    /** The objects of a kind in a namespace; empty where the server refuses to tell. */
    async list(
        apiVersion: string,
        kind: string,
        namespace: string | undefined,
        query: Record<string, string> = {},
    ): Promise<KubeObject[]> {
        try {
            const path = await this.#collection({ apiVersion, kind, namespace, name: "" });
            return listAt(
                await this.#api.send({ method: "GET", path, query }),
                "items",
            ) as KubeObject[];
        } catch {
            return [];
        }
    }

    async #collection({ apiVersion, kind, namespace }: Reference): Promise<string> {
        const { plural, namespaced } = await this.#discovery.find(apiVersion, kind);
        const scope = namespaced
            ? `/namespaces/${encodeURIComponent(namespace ?? this.connection.namespace)}`
            : "";
        return `${apiRoot(apiVersion)}${scope}/${plural}`;
    }

    async #path(reference: Reference): Promise<string> {
        return `${await this.#collection(reference)}/${encodeURIComponent(reference.name)}`;
    }
}

function dry(dryRun: boolean): { dryRun: string | undefined } {
    return { dryRun: dryRun ? "All" : undefined };
}

function undefinedIfMissing(error: unknown): undefined {
    if (error instanceof ApiError && error.code === 404) return undefined;
    throw error;
}

/** The large client takes half a second to load, so it is loaded only for users that need it. */
async function credentialsOf(selection: Selection): Promise<object> {
    const { KubeConfig } = await import("@kubernetes/client-node");
    const { readSource } = await import("./kubeconfig.ts");
    const config = new KubeConfig();
    config.loadFromString(readSource(selection.kubeconfig, process.env).text);
    if (selection.context !== undefined) config.setCurrentContext(selection.context);
    const options = {};
    await config.applyToHTTPSOptions(options);
    return options;
}
