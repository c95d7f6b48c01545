import type { KubeTarget } from "../../components/kube/credentials.ts";

/** A shop that is up: where it answers on the host, and the cluster it runs in. */
export interface ShopTarget {
    url: string;
    cluster: KubeTarget;
}

/** The shop that the environment names. Throws where it names none: nothing is skipped. */
export function shopTarget(): ShopTarget {
    return {
        url: variable("SHOP_URL", "http://127.0.0.1:2025").replace(/\/$/, ""),
        cluster: {
            kubeconfig: variable("SHOP_KUBECONFIG", "the baseline's output kubeconfig"),
            context: variable("SHOP_CONTEXT", "kind-sockshop"),
        },
    };
}

function variable(name: string, example: string): string {
    const value = process.env[name];
    if (value) return value;
    throw new Error(
        `${name}: not set; this suite needs a shop that is up, such as ${example}. ` +
            "Run `npm test`, which makes one, or set SHOP_URL, SHOP_KUBECONFIG and SHOP_CONTEXT",
    );
}
