import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { MonitoringName } from "./places.ts";

type PolicyRule = k8s.types.input.rbac.v1.PolicyRule;

export interface AccessArgs {
    namespace: pulumi.Input<string>;
    /** Rights on the whole cluster. */
    everywhere?: readonly PolicyRule[];
    /** Rights in one namespace each, by a name for the resource. */
    within?: Readonly<Record<string, { namespace: pulumi.Input<string>; rules: PolicyRule[] }>>;
}

const GROUP = "rbac.authorization.k8s.io";

/**
 * An account that may look and not touch. Names of what belongs to the whole cluster begin with
 * `sock-shop-lab-`, since others have a `prometheus` there too.
 *
 * @returns the account, and the bindings without which its program can't begin
 */
export function readOnlyAccount(
    name: MonitoringName,
    { namespace, everywhere, within = {} }: AccessArgs,
    opts: pulumi.CustomResourceOptions,
): { account: pulumi.Output<string>; bindings: pulumi.Resource[] } {
    const account = new k8s.core.v1.ServiceAccount(name, { metadata: { name, namespace } }, opts);
    const subjects = [{ kind: "ServiceAccount", name: account.metadata.name, namespace }];
    const bindings: pulumi.Resource[] = [];
    if (everywhere !== undefined) {
        const metadata = { name: `sock-shop-lab-${name}` };
        const role = new k8s.rbac.v1.ClusterRole(name, { metadata, rules: [...everywhere] }, opts);
        const roleRef = { apiGroup: GROUP, kind: "ClusterRole", name: role.metadata.name };
        bindings.push(
            new k8s.rbac.v1.ClusterRoleBinding(name, { metadata, roleRef, subjects }, opts),
        );
    }
    for (const [suffix, one] of Object.entries(within)) {
        const metadata = { name: `monitoring-${name}`, namespace: one.namespace };
        const key = `${name}-${suffix}`;
        const role = new k8s.rbac.v1.Role(key, { metadata, rules: one.rules }, opts);
        const roleRef = { apiGroup: GROUP, kind: "Role", name: role.metadata.name };
        bindings.push(new k8s.rbac.v1.RoleBinding(key, { metadata, roleRef, subjects }, opts));
    }
    return { account: account.metadata.name, bindings };
}
