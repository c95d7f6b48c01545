/** Fields whose change the API server refuses, so that the object must be replaced. As official 4.34.2, `diff.go`. */
import { textAt, type KubeObject } from "./kube-object.ts";
import { isSecretKind } from "./normalize.ts";

const SELECTOR = [["spec", "selector"]];
const POD = [
    "affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork",
    "hostPID hostname imagePullSecrets nodeName nodeSelector overhead preemptionPolicy priority priorityClassName",
    "readinessGates restartPolicy runtimeClassName schedulerName securityContext serviceAccount serviceAccountName",
    "shareProcessNamespace subdomain terminationGracePeriodSeconds volumes",
];
const CONTAINER = [
    "args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources securityContext stdin",
    "stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir",
];
const VOLUME_SOURCES = [
    "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs",
    "hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume",
];

/** A path of keys; `*` is any item of a list. */
export type Pattern = readonly string[];

function under(prefix: Pattern, ...names: string[]): Pattern[] {
    return names.flatMap((line) => line.split(" ")).map((name) => [...prefix, name]);
}

const ROLE_BINDING = [["roleRef"]];
const BY_KIND: Record<string, Pattern[]> = {
    "apps/v1/DaemonSet": SELECTOR,
    "apps/v1/Deployment": SELECTOR,
    "apps/v1/StatefulSet": under(
        ["spec"],
        "podManagementPolicy revisionHistoryLimit selector serviceName volumeClaimTemplates",
    ),
    "batch/v1/Job": under(["spec"], "completions parallelism selector template"),
    "policy/v1beta1/PodDisruptionBudget": [["spec"]],
    "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io/v1/RoleBinding": ROLE_BINDING,
    "storage.k8s.io/v1/StorageClass": [["parameters"], ["provisioner"]],
    "v1/PersistentVolume": under(["spec"], ...VOLUME_SOURCES),
    "v1/PersistentVolumeClaim": under(["spec"], "accessModes selector storageClassName volumeName"),
    "v1/Pod": [
        ...under(["spec"], ...POD),
        ...under(["spec", "containers", "*"], ...CONTAINER),
        ...under(["spec", "initContainers", "*"], ...CONTAINER),
    ],
    "v1/ResourceQuota": [["spec", "scopes"]],
    "v1/Service": [["spec", "clusterIP"]],
};

/** An object's identity: its change is another object, for Patch resources too. */
export const IDENTITY: readonly Pattern[] = [
    ["metadata", "name"],
    ["metadata", "namespace"],
];

export interface Mutability {
    enableSecretMutable: boolean;
    enableConfigMapMutable: boolean;
}

/** The fields that can't be changed in place. Secrets and ConfigMaps count as immutable unless the provider says else. */
export function forceNewFields(object: KubeObject, mutability: Mutability): Pattern[] {
    const kind = textAt(object, "kind") ?? "";
    const isImmutable = object["immutable"] === true;
    if (isSecretKind(object)) {
        const fixed = !mutability.enableSecretMutable || isImmutable;
        return [...IDENTITY, ...(fixed ? [["type"], ["stringData"], ["data"]] : [["type"]])];
    }
    if (object["apiVersion"] === "v1" && kind === "ConfigMap") {
        const fixed = !mutability.enableConfigMapMutable || isImmutable;
        return [...IDENTITY, ...(fixed ? [["binaryData"], ["data"]] : [])];
    }
    return [...IDENTITY, ...(BY_KIND[`${String(object["apiVersion"])}/${kind}`] ?? [])];
}
