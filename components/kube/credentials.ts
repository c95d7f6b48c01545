import { readFileSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";
import { join } from "node:path";
import { parse } from "yaml";
import type { PodTarget } from "./pod-target.ts";

/** Which cluster to talk to: always by name, never "the current context". */
export interface KubeTarget {
    /** Path of a kubeconfig file. */
    kubeconfig: string;
    context: string;
    /**
     * User to act as, such as `system:serviceaccount:lab:witness`; the context's user must have the right to.
     * Default: the context's user itself.
     */
    as?: string;
}

/** What a request needs to reach the cluster as that user. */
export interface Access {
    server: URL;
    options: Pick<RequestOptions, "ca" | "cert" | "key"> & { headers: OutgoingHttpHeaders };
}

interface KubeconfigFile {
    contexts?: { name: string; context: { cluster: string; user: string } }[];
    clusters?: { name: string; cluster: ClusterEntry }[];
    users?: { name: string; user: UserEntry }[];
}

interface ClusterEntry {
    server: string;
    "certificate-authority-data"?: string;
}

interface UserEntry {
    token?: string;
    "client-certificate-data"?: string;
    "client-key-data"?: string;
}

/**
 * Reads how to reach a cluster. Certificates and tokens in the file, as kind writes them, are read here;
 * whatever else a kubeconfig can hold is left to the official client, which takes half a second to load.
 * In a pod the answer holds for minutes only: the kubelet renews the token.
 *
 * @throws Error if the file has no such context
 */
export async function accessTo(target: KubeTarget | PodTarget): Promise<Access> {
    if ("account" in target) return podAccess(target);
    const access = await fileAccess(target);
    // What the server knows of that user's groups goes by the name, if it is a service account's.
    if (target.as !== undefined) access.options.headers["impersonate-user"] = target.as;
    return access;
}

async function fileAccess(target: KubeTarget): Promise<Access> {
    const file = parse(readFileSync(target.kubeconfig, "utf8")) as KubeconfigFile;
    const context = file.contexts?.find((one) => one.name === target.context)?.context;
    const cluster = file.clusters?.find((one) => one.name === context?.cluster)?.cluster;
    const user = file.users?.find((one) => one.name === context?.user)?.user;
    if (cluster === undefined) {
        throw new Error(`context ${target.context} is not in ${target.kubeconfig}`);
    }
    const ca = cluster["certificate-authority-data"];
    const [cert, key] = [user?.["client-certificate-data"], user?.["client-key-data"]];
    const known = user?.token !== undefined || (cert !== undefined && key !== undefined);
    if (ca === undefined || !known) return await officialAccess(target, cluster.server);
    return {
        server: new URL(cluster.server),
        options: {
            ca: decode(ca),
            ...(cert === undefined || key === undefined
                ? {}
                : { cert: decode(cert), key: decode(key) }),
            headers: user?.token === undefined ? {} : { authorization: `Bearer ${user.token}` },
        },
    };
}

function podAccess({ server, account }: PodTarget): Access {
    const token = readFileSync(join(account, "token"), "utf8").trim();
    const ca = readFileSync(join(account, "ca.crt"));
    return { server, options: { ca, headers: { authorization: `Bearer ${token}` } } };
}

async function officialAccess(target: KubeTarget, server: string): Promise<Access> {
    const { KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromFile(target.kubeconfig);
    config.setCurrentContext(target.context);
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    // The client sets headers by name; the type also allows a list.
    const headers = (options.headers ?? {}) as OutgoingHttpHeaders;
    return { server: new URL(server), options: { ca, cert, key, headers } };
}

function decode(base64: string): Buffer {
    return Buffer.from(base64, "base64");
}
