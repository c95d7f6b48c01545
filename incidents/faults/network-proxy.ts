import { SHOP_NAMESPACE, workloadLabels } from "../../components/kit/labels.ts";
import type { KubeObject } from "../../components/kube/client.ts";
import { hardened, podDefaults } from "../../components/shop/pod.ts";
import { STORES, type StoreTopology } from "../../components/shop/topology.ts";

/** On the pods of a workload that is reached through a proxy only: the proxy's name. */
export const BEHIND_ANNOTATION = "sock-shop/reached-through";

/** A port of the target's Service: its own number, and that of its pods. */
export interface ServicePort {
    name: string;
    port: number;
    targetPort: number;
}

export interface ProxyArgs {
    /** Workload that the proxy stands before. */
    target: string;
    image: string;
    /** What the target's Service selected before: the target's pods. */
    selector: Readonly<Record<string, string>>;
    ports: readonly ServicePort[];
    /** Name of the port that suffers; the others are passed on as they are. */
    hindered: string | undefined;
    by: "cut-off" | { latencyMs: number; jitterMs: number };
}

/** User the image runs as. */
const PROXY_UID = 10005;

/** Ports below this are for root, unless a pod is told otherwise. */
const FIRST_FREE_PORT = 1024;

/** Name of the proxy before a workload, and of its pods' label. */
export function proxyName(target: string): string {
    return `network-proxy-${target}`;
}

/**
 * The proxy, and the Service by which it reaches the target's pods. A store lets in its callers only, so
 * it is told of the proxy, and the proxy of the callers.
 */
export function proxyObjects(args: ProxyArgs): KubeObject[] {
    const { target, selector, ports } = args;
    const proxy = proxyName(target);
    const stores: Readonly<Record<string, StoreTopology>> = STORES;
    const callers = stores[target]?.callers;
    return [
        manifest("v1", "Service", behind(target), target, { selector, ports }),
        manifest("apps/v1", "Deployment", proxy, target, deploymentSpec(args)),
        ...(callers === undefined
            ? []
            : [
                  onlyFrom(proxy, workloadLabels(proxy), callers, target),
                  onlyFrom(behind(target), selector, [proxy], target),
              ]),
    ];
}

function deploymentSpec({ target, image, ports, hindered, by }: ProxyArgs): object {
    const labels = workloadLabels(proxyName(target));
    const routes = ports.map(({ name, port, targetPort }) => [
        name === hindered ? "-route" : "-pass",
        `:${targetPort}=${behind(target)}:${port}`,
    ]);
    const hindrance =
        by === "cut-off"
            ? ["-cut-off"]
            : ["-latency", `${by.latencyMs}ms`, "-jitter", `${by.jitterMs}ms`];
    const { securityContext, ...defaults } = podDefaults({ user: PROXY_UID });
    const needsLowPorts = ports.some(({ targetPort }) => targetPort < FIRST_FREE_PORT);
    return {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
            metadata: { labels },
            spec: {
                ...defaults,
                securityContext: {
                    ...securityContext,
                    // Upstream's services listen on 80. One of the few settings that need no privilege.
                    ...(needsLowPorts
                        ? { sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }] }
                        : {}),
                },
                terminationGracePeriodSeconds: 2,
                containers: [
                    {
                        name: proxyName(target),
                        image,
                        imagePullPolicy: "IfNotPresent",
                        args: [...hindrance, ...routes.flat()],
                        // Go collects its garbage before the kernel would kill it.
                        env: [{ name: "GOMEMLIMIT", value: "96MiB" }],
                        ports: ports.map(({ name, targetPort }) => ({
                            name,
                            containerPort: targetPort,
                        })),
                        // So that the latency is all it adds: 300 calls/s at 1500 ms, or 200 with a connection
                        // each, were not throttled, and took 82 MiB at most.
                        resources: {
                            requests: { cpu: "10m", memory: "16Mi" },
                            limits: { cpu: "500m", memory: "128Mi" },
                        },
                        // Not a readiness probe: what knocks here for ever knocks at the target, too.
                        startupProbe: {
                            tcpSocket: { port: ports[0]?.targetPort },
                            periodSeconds: 1,
                            failureThreshold: 30,
                        },
                        securityContext: hardened({ user: PROXY_UID }),
                    },
                ],
            },
        },
    };
}

/** The Service that leads to the target's own pods while the target's leads to the proxy. */
function behind(target: string): string {
    return `${target}-behind`;
}

function onlyFrom(
    name: string,
    matchLabels: Readonly<Record<string, string>>,
    callers: readonly string[],
    target: string,
): KubeObject {
    return manifest("networking.k8s.io/v1", "NetworkPolicy", name, target, {
        podSelector: { matchLabels },
        policyTypes: ["Ingress"],
        ingress: [
            {
                from: callers.map((caller) => ({
                    podSelector: { matchLabels: workloadLabels(caller) },
                })),
            },
        ],
    });
}

function manifest(
    apiVersion: string,
    kind: string,
    name: string,
    target: string,
    spec: object,
): KubeObject {
    return {
        apiVersion,
        kind,
        metadata: { name, namespace: SHOP_NAMESPACE, labels: workloadLabels(proxyName(target)) },
        spec,
    };
}
