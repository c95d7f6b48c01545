import { shown, text } from "../json.ts";
import { allowedContexts } from "../allowed-contexts.ts";
import { UNKNOWN } from "../planned.ts";
import type { Rule, Violation } from "../rule.ts";

const PROVIDER = "pulumi:providers:kubernetes";

/**
 * Everything goes to a cluster that is named, never to "the current context", and that the lab made or that a stack file
 * allow-lists (`allowContexts`). The lab's own clusters have a kubeconfig of their own, `.state/kubeconfig-<name>`.
 */
export const clusterAllowed: Rule = {
    name: "cluster-allowed",
    description: "The cluster is one that the lab made, or one that a stack file allow-lists.",
    check({ type, name, props, provider }) {
        if (type === PROVIDER) return wrong(name, props);
        if (!type.startsWith("kubernetes:")) return [];
        return provider === undefined ? wrong(name, {}) : wrong(provider.name, provider.props);
    },
};

function wrong(
    name: string,
    { context, kubeconfig }: Readonly<Record<string, unknown>>,
): Violation[] {
    if (context === UNKNOWN || kubeconfig === UNKNOWN) return [];
    const where = `Kubernetes provider ${name}`;
    const cure =
        "name the lab's own cluster, or add the context to sock-shop:cluster.allowContexts";
    if (text(context) === undefined || text(kubeconfig) === undefined) {
        const found = `context ${shown(context)}, kubeconfig ${shownPath(kubeconfig)}`;
        const allowed = "both by name: what kubectl happens to point at is nobody's choice";
        return [{ what: "unnamed cluster", where, found, allowed, cure }];
    }
    if (isOwn(String(context), String(kubeconfig))) return [];
    const listed = allowedContexts();
    if (listed.includes(String(context))) return [];
    const others = listed.length === 0 ? "" : `, or ${listed.join(", ")}`;
    return [
        {
            what: `context ${String(context)}`,
            where,
            found: `context ${String(context)} of ${shownPath(kubeconfig)}`,
            allowed: `kind-<name> of the lab's own .state/kubeconfig-<name>${others}`,
            cure,
        },
    ];
}

/** A kubeconfig may be a path or its text, which holds keys. */
function shownPath(kubeconfig: unknown): string {
    return text(kubeconfig)?.includes("\n") ? "(its text)" : shown(kubeconfig);
}

function isOwn(context: string, kubeconfig: string): boolean {
    const [, name] = /(?:^|\/)\.state\/kubeconfig-([a-z0-9-]+)$/.exec(kubeconfig) ?? [];
    return name !== undefined && context === `kind-${name}`;
}
