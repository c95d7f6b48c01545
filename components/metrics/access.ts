import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

const GROUP = "rbac.authorization.k8s.io";

/**
 * What metrics-server may do, and who may read what it measures: upstream's manifests/base/rbac.yaml.
 *
 * @returns the bindings, without which it ends as soon as it starts
 */
export function grantAccess(
    name: string,
    account: { name: string; namespace: string },
    labels: Record<string, string>,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const subjects = [{ kind: "ServiceAccount", ...account }];
    new k8s.rbac.v1.ClusterRole(
        `${name}-reader`,
        {
            metadata: {
                name: "system:aggregated-metrics-reader",
                labels: {
                    ...labels,
                    [`${GROUP}/aggregate-to-view`]: "true",
                    [`${GROUP}/aggregate-to-edit`]: "true",
                    [`${GROUP}/aggregate-to-admin`]: "true",
                },
            },
            rules: [
                {
                    apiGroups: ["metrics.k8s.io"],
                    resources: ["pods", "nodes"],
                    verbs: ["get", "list", "watch"],
                },
            ],
        },
        opts,
    );
    const role = new k8s.rbac.v1.ClusterRole(
        name,
        {
            metadata: { name: "system:metrics-server", labels },
            rules: [
                { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
                { apiGroups: [""], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] },
            ],
        },
        opts,
    );
    return [
        new k8s.rbac.v1.ClusterRoleBinding(
            name,
            {
                metadata: { name: "system:metrics-server", labels },
                roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: role.metadata.name },
                subjects,
            },
            opts,
        ),
        new k8s.rbac.v1.ClusterRoleBinding(
            `${name}-delegator`,
            {
                metadata: { name: "metrics-server:system:auth-delegator", labels },
                roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: "system:auth-delegator" },
                subjects,
            },
            opts,
        ),
        new k8s.rbac.v1.RoleBinding(
            `${name}-auth-reader`,
            {
                metadata: {
                    name: "metrics-server-auth-reader",
                    namespace: account.namespace,
                    labels,
                },
                roleRef: {
                    apiGroup: GROUP,
                    kind: "Role",
                    name: "extension-apiserver-authentication-reader",
                },
                subjects,
            },
            opts,
        ),
    ];
}
