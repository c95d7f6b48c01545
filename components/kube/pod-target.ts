/** The cluster that this process runs in, as its pod's service account. */
export interface PodTarget {
    server: URL;
    /** Folder with the account's `token` and the cluster's `ca.crt`. */
    account: string;
}

/** Where the kubelet mounts them. */
const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The target of a program in a pod. @throws Error outside of one */
export function podTarget(env: NodeJS.ProcessEnv = process.env): PodTarget {
    const [host, port] = [env["KUBERNETES_SERVICE_HOST"], env["KUBERNETES_SERVICE_PORT"]];
    if (!host || !port) {
        throw new Error("KUBERNETES_SERVICE_HOST and _PORT are not set: this is not a pod");
    }
    const shown = host.includes(":") ? `[${host}]` : host;
    return { server: new URL(`https://${shown}:${port}`), account: ACCOUNT };
}
