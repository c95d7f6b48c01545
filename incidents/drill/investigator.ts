import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { type KubeClient, KubeError, type KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath, type ObjectRef } from "../../components/kube/path.ts";
import { accessObjects } from "./access.ts";
import { KUBECONFIG_NAMES, ON_CALL } from "./names.ts";

/**
 * Gives who investigates an account of its own.
 * @param seconds how long its token is good; the API server allows 10 min and more
 * @returns a kubeconfig's text
 */
export async function admit(
    kube: Pick<KubeClient, "access" | "json" | "text">,
    seconds: number,
): Promise<string> {
    await dismiss(kube);
    for (const object of accessObjects()) {
        await kube.json("POST", collectionPath(refOf(object)), object);
    }
    const account = { apiVersion: "v1", kind: "ServiceAccount", namespace: SHOP_NAMESPACE };
    const { status } = await kube.json<{ status: { token: string } }>(
        "POST",
        `${objectPath({ ...account, name: ON_CALL })}/token`,
        {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: { expirationSeconds: Math.max(600, Math.ceil(seconds)) },
        },
    );
    const { server, options } = await kube.access();
    return kubeconfigText(server, asBuffer(options.ca), status.token);
}

/** Takes the account and its rights away; what is gone already is as good. Its tokens end with it. */
export async function dismiss(kube: Pick<KubeClient, "text">): Promise<void> {
    for (const object of accessObjects().toReversed()) {
        try {
            await kube.text("DELETE", objectPath(refOf(object)));
        } catch (error) {
            if (!(error instanceof KubeError && error.status === 404)) throw error;
        }
    }
}

/** A kubeconfig of one cluster and one user; JSON is YAML, too. */
export function kubeconfigText(server: URL, ca: Buffer, token: string): string {
    const { cluster, user, context } = KUBECONFIG_NAMES;
    const config = {
        apiVersion: "v1",
        kind: "Config",
        clusters: [
            {
                name: cluster,
                cluster: {
                    server: server.origin,
                    "certificate-authority-data": ca.toString("base64"),
                },
            },
        ],
        users: [{ name: user, user: { token } }],
        contexts: [{ name: context, context: { cluster, user, namespace: SHOP_NAMESPACE } }],
        "current-context": context,
    };
    return `${JSON.stringify(config, undefined, 2)}\n`;
}

function refOf({ apiVersion, kind, metadata }: KubeObject): ObjectRef {
    return { apiVersion, kind, namespace: metadata.namespace ?? "", name: metadata.name };
}

function asBuffer(ca: unknown): Buffer {
    if (typeof ca === "string" || Buffer.isBuffer(ca)) return Buffer.from(ca);
    throw new Error("the lab's kubeconfig has no certificate authority to hand out");
}
