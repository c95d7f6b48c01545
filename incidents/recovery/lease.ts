import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeObject } from "../../components/kube/client.ts";
import { ownProcess, type ProcessIdentity } from "./process.ts";

/** Kubernetes' own kind for who is at it. */
export const LEASES = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    namespace: LAB_NAMESPACE,
};

/** A Lease as this project writes it. */
export type Lease = KubeObject & { spec: { holderIdentity?: string; renewTime?: string } };

const [MACHINE, PID, BIRTH, COMMAND] = [
    "lab.sock-shop/machine",
    "lab.sock-shop/pid",
    "lab.sock-shop/birth",
    "lab.sock-shop/command",
];

/** What this process writes to hold a lock of that name. */
export function leaseBody(name: string, command: string, holder = ownProcess()): KubeObject {
    const { who, machine, pid, birth } = holder;
    return {
        apiVersion: LEASES.apiVersion,
        kind: LEASES.kind,
        metadata: {
            name,
            namespace: LEASES.namespace,
            annotations: {
                [MACHINE]: machine,
                [PID]: String(pid),
                [BIRTH]: birth,
                [COMMAND]: command,
            },
        },
        spec: { holderIdentity: who },
    };
}

/** Who holds it. */
export function holderIn({ metadata, spec }: Lease): ProcessIdentity {
    const { annotations = {} } = metadata;
    return {
        who: spec.holderIdentity ?? "somebody",
        machine: annotations[MACHINE] ?? "",
        pid: Number(annotations[PID]),
        birth: annotations[BIRTH] ?? "",
    };
}

/** What its holder is doing: `pulumi up --stack incident-3`. */
export function commandIn({ metadata }: KubeObject): string {
    return metadata.annotations?.[COMMAND] ?? "unknown";
}

/** The holder for people: `ann@laptop, process 4711 (pulumi up --stack incident-3)`. */
export function holderText(lease: Lease): string {
    const { who, pid } = holderIn(lease);
    return `${who}, process ${pid} (${commandIn(lease)})`;
}
