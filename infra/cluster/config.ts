import { stringify } from "yaml";
import type { ImageSource } from "../images/source.ts";
import { ETCD_TAG } from "../images/system-images.ts";

/** Node port that the shop's front-end has in the cluster. */
const SHOP_NODE_PORT = 30001;

export interface ClusterSpec {
    /** Name of the kind cluster; its context is `kind-<name>`. */
    name: string;
    /** Port of 127.0.0.1 that leads to the shop. */
    httpPort: number;
}

/**
 * The configuration of `kind create cluster`.
 *
 * @param mount folder of this checkout that is mounted into the node, with `patches/` in it
 * @param target where it is mounted; its name is the cluster's marker
 */
export function kindConfig(
    { name, httpPort }: ClusterSpec,
    source: ImageSource,
    mount: string,
    target: string,
): string {
    const closed = source === "closed";
    return stringify({
        kind: "Cluster",
        apiVersion: "kind.x-k8s.io/v1alpha4",
        name,
        // On the closed network the node image brings a network of its own: kindnet is an image.
        ...(closed ? { networking: { disableDefaultCNI: true } } : {}),
        kubeadmConfigPatches: [
            ...(closed
                ? [
                      stringify({
                          kind: "ClusterConfiguration",
                          etcd: { local: { imageTag: ETCD_TAG } },
                      }),
                  ]
                : []),
            stringify({ kind: "InitConfiguration", patches: { directory: `${target}/patches` } }),
            stringify({ kind: "KubeletConfiguration", failCgroupV1: false }),
        ],
        nodes: [
            {
                role: "control-plane",
                extraPortMappings: [
                    {
                        containerPort: SHOP_NODE_PORT,
                        hostPort: httpPort,
                        listenAddress: "127.0.0.1",
                    },
                ],
                extraMounts: [{ hostPath: mount, containerPath: target, readOnly: true }],
            },
        ],
    });
}

/** CPU requests of the control plane on a small node, in millicores; sum with DNS: SYSTEM_REQUESTS. */
const CONTROL_PLANE_CPU = {
    "kube-apiserver": 150,
    etcd: 100,
    "kube-controller-manager": 50,
    "kube-scheduler": 25,
} as const;

/** Requests of the one CoreDNS replica. */
const DNS_REQUESTS = { cpu: "25m", memory: "30Mi" };

/**
 * Files of kubeadm's `patches` folder: they lower requests and leave one DNS replica, which is enough
 * for one node. The name says what is patched and how. Etcd keeps its memory request of 100Mi.
 */
export function kubeadmPatches(): Record<string, string> {
    const files: Record<string, string> = {};
    const add = (target: string, patch: object): void => {
        files[`${target}+strategic.json`] = `${JSON.stringify(patch)}\n`;
    };
    for (const [component, cpuMilli] of Object.entries(CONTROL_PLANE_CPU)) {
        add(component, { spec: podSpec(component, { cpu: `${cpuMilli}m` }) });
    }
    add("corednsdeployment", {
        spec: { replicas: 1, template: { spec: podSpec("coredns", DNS_REQUESTS) } },
    });
    return files;
}

function podSpec(name: string, requests: Record<string, string>): object {
    return { containers: [{ name, resources: { requests } }] };
}
