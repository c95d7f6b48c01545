import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LAB_NAMESPACE } from "../kit/labels.ts";
import { KEEPER_ACCOUNT } from "./keeper-job.ts";

export interface KeeperArgs {
    /** Namespace of the shop, which must be there. */
    shopNamespace: pulumi.Input<string>;
}

type PolicyRule = k8s.types.input.rbac.v1.PolicyRule;

const GROUP = "rbac.authorization.k8s.io";

/** What it does in the shop: put objects back as they were, remove what an incident added, kill pods. */
const SHOP_RULES: readonly PolicyRule[] = [
    {
        apiGroups: ["apps"],
        resources: ["deployments"],
        verbs: ["get", "list", "create", "update", "delete"],
    },
    {
        apiGroups: [""],
        resources: ["services"],
        verbs: ["get", "list", "create", "update", "delete"],
    },
    {
        apiGroups: ["autoscaling"],
        resources: ["horizontalpodautoscalers"],
        verbs: ["get", "list", "delete"],
    },
    {
        apiGroups: ["networking.k8s.io"],
        resources: ["networkpolicies"],
        verbs: ["get", "list", "delete"],
    },
    { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "delete"] },
    // The broker's policies are put back over its management API, which has no Service. A WebSocket
    // begins as a GET, which older servers ask the right to create for.
    { apiGroups: [""], resources: ["pods/portforward"], verbs: ["get", "create"] },
    { apiGroups: [""], resources: ["secrets"], resourceNames: ["rabbitmq"], verbs: ["get"] },
];

/** What it does in the lab: stop loads, read records, leave tombstones. */
const LAB_RULES: readonly PolicyRule[] = [
    { apiGroups: ["batch"], resources: ["jobs"], verbs: ["get", "list", "delete"] },
    {
        apiGroups: [""],
        resources: ["configmaps"],
        verbs: ["get", "list", "create", "patch", "delete"],
    },
    { apiGroups: [""], resources: ["services"], verbs: ["get", "list", "delete"] },
    // The lock of the stack: nobody else ends the incident meanwhile.
    {
        apiGroups: ["coordination.k8s.io"],
        resources: ["leases"],
        verbs: ["get", "create", "update", "delete"],
    },
];

/** Who the lab is inside the cluster: the account that expiries and pod kills run as, and no more rights than that takes. */
export class Keeper extends pulumi.ComponentResource {
    constructor(name: string, args: KeeperArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:lab:Keeper", name, {}, opts);
        const child = { parent: this };
        new k8s.core.v1.ServiceAccount(
            name,
            { metadata: { name: KEEPER_ACCOUNT, namespace: LAB_NAMESPACE } },
            child,
        );
        this.#grant(`${name}-lab`, LAB_NAMESPACE, LAB_RULES);
        this.#grant(`${name}-shop`, args.shopNamespace, SHOP_RULES);
        this.registerOutputs({});
    }

    #grant(name: string, namespace: pulumi.Input<string>, rules: readonly PolicyRule[]): void {
        const metadata = { name: KEEPER_ACCOUNT, namespace };
        const role = new k8s.rbac.v1.Role(name, { metadata, rules: [...rules] }, { parent: this });
        new k8s.rbac.v1.RoleBinding(
            name,
            {
                metadata,
                roleRef: { apiGroup: GROUP, kind: "Role", name: role.metadata.name },
                subjects: [
                    { kind: "ServiceAccount", name: KEEPER_ACCOUNT, namespace: LAB_NAMESPACE },
                ],
            },
            { parent: this },
        );
    }
}
