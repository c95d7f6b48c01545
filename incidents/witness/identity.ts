import type { KubeTarget } from "../../components/kube/credentials.ts";
import { type KubeClient, KubeError } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { LabError } from "../../components/kit/error.ts";
import { LAB_NAMESPACE, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { TELLER_ACCOUNT, WITNESS_ACCOUNT } from "../../components/lab/accounts.ts";

const DEPLOYMENTS = collectionPath({
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
});

/** The cluster as the witness sees it, who can read and not write: whatever asks it so can't change it. */
export function asWitness(target: KubeTarget): KubeTarget {
    return { ...target, as: userOf(WITNESS_ACCOUNT) };
}

/** The cluster as who tells events to see whether they come through. */
export function asTeller(target: KubeTarget): KubeTarget {
    return { ...target, as: userOf(TELLER_ACCOUNT) };
}

/**
 * Holds that the cluster knows the witness, and that the user may act as it.
 * @param kube a client that acts as the witness
 * @throws LabError where it is refused what a witness looks at first
 */
export async function requireWitness(kube: Pick<KubeClient, "list">): Promise<void> {
    try {
        await kube.list(DEPLOYMENTS);
    } catch (error) {
        if (!(error instanceof KubeError) || error.status !== 403) throw error;
        throw new LabError(
            {
                where: `account ${LAB_NAMESPACE}/${WITNESS_ACCOUNT}, which proofs, drills and watch look as`,
                found: error.message,
                allowed: "a baseline that has it, and a user who may impersonate it",
                cure: "pulumi up --stack baseline",
            },
            { cause: error },
        );
    }
}

function userOf(account: string): string {
    return `system:serviceaccount:${LAB_NAMESPACE}:${account}`;
}
