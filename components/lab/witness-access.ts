import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LAB_NAMESPACE } from "../kit/labels.ts";
import { TELLER_ACCOUNT, WITNESS_ACCOUNT } from "./accounts.ts";

export interface WitnessAccessArgs {
    /** Namespaces that are looked at, which must be there. */
    shopNamespace: pulumi.Input<string>;
    monitoringNamespace: pulumi.Input<string>;
}

type PolicyRule = k8s.types.input.rbac.v1.PolicyRule;
type Account = typeof WITNESS_ACCOUNT | typeof TELLER_ACCOUNT;

const GROUP = "rbac.authorization.k8s.io";

/** Whatever a namespace holds, is compared. `list` alone: `get` on everything would be a way into containers. */
const LIST_ALL: PolicyRule = { apiGroups: ["*"], resources: ["*"], verbs: ["list"] };

/** Counters of the kernel, by the kubelets, and restarts of every pod. */
const EVERYWHERE: readonly PolicyRule[] = [
    { apiGroups: [""], resources: ["nodes", "pods"], verbs: ["get", "list"] },
    // A witness outside the cluster comes to a kubelet through the API server only, which knows one right
    // for all that a kubelet answers.
    { apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] },
];

const IN_SHOP: readonly PolicyRule[] = [
    LIST_ALL,
    { apiGroups: [""], resources: ["pods/log", "pods/proxy", "services/proxy"], verbs: ["get"] },
    // The stores are asked themselves, with the logins that the shop's own services have.
    { apiGroups: [""], resources: ["secrets"], verbs: ["get"] },
    // A WebSocket begins as a GET; newer servers ask the right to create for it.
    { apiGroups: [""], resources: ["pods/portforward"], verbs: ["get", "create"] },
];

const IN_LAB: readonly PolicyRule[] = [
    LIST_ALL,
    { apiGroups: ["batch"], resources: ["jobs"], verbs: ["get"] },
    { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
];

const IN_MONITORING: readonly PolicyRule[] = [
    { apiGroups: [""], resources: ["services/proxy"], verbs: ["get"] },
];

const TELLING: readonly PolicyRule[] = [
    { apiGroups: [""], resources: ["events"], verbs: ["list", "create", "delete"] },
];

/**
 * Who the proof is: two accounts without a pod, that its clients act as. What decides about an incident can
 * neither inject one nor end it.
 */
export class WitnessAccess extends pulumi.ComponentResource {
    constructor(name: string, args: WitnessAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:lab:WitnessAccess", name, {}, opts);
        for (const account of [WITNESS_ACCOUNT, TELLER_ACCOUNT]) {
            new k8s.core.v1.ServiceAccount(
                `${name}-${account}`,
                {
                    metadata: { name: account, namespace: LAB_NAMESPACE },
                    automountServiceAccountToken: false,
                },
                { parent: this },
            );
        }
        this.#grantEverywhere(`${name}-everywhere`);
        this.#grant(`${name}-shop`, WITNESS_ACCOUNT, args.shopNamespace, IN_SHOP);
        this.#grant(`${name}-lab`, WITNESS_ACCOUNT, LAB_NAMESPACE, IN_LAB);
        this.#grant(`${name}-monitoring`, WITNESS_ACCOUNT, args.monitoringNamespace, IN_MONITORING);
        this.#grant(`${name}-teller`, TELLER_ACCOUNT, args.shopNamespace, TELLING);
        this.registerOutputs({});
    }

    #grant(
        name: string,
        account: Account,
        namespace: pulumi.Input<string>,
        rules: readonly PolicyRule[],
    ): void {
        const metadata = { name: account, namespace };
        const opts = { parent: this };
        const role = new k8s.rbac.v1.Role(name, { metadata, rules: [...rules] }, opts);
        const roleRef = { apiGroup: GROUP, kind: "Role", name: role.metadata.name };
        new k8s.rbac.v1.RoleBinding(
            name,
            { metadata, roleRef, subjects: [subject(account)] },
            opts,
        );
    }

    #grantEverywhere(name: string): void {
        // Others may have a witness in this cluster too.
        const metadata = { name: `sock-shop-lab-${WITNESS_ACCOUNT}` };
        const opts = { parent: this };
        const role = new k8s.rbac.v1.ClusterRole(name, { metadata, rules: [...EVERYWHERE] }, opts);
        const roleRef = { apiGroup: GROUP, kind: "ClusterRole", name: role.metadata.name };
        const subjects = [subject(WITNESS_ACCOUNT)];
        new k8s.rbac.v1.ClusterRoleBinding(name, { metadata, roleRef, subjects }, opts);
    }
}

function subject(account: Account): k8s.types.input.rbac.v1.Subject {
    return { kind: "ServiceAccount", name: account, namespace: LAB_NAMESPACE };
}
