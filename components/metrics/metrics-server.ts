import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { cpu, memory } from "../kit/quantity.ts";
import { grantAccess } from "./access.ts";
import { METRICS_API, METRICS_API_SERVICE, OWN_MARK } from "./metrics-api.ts";

export interface MetricsServerArgs {
    image: pulumi.Input<string>;
}

/**
 * What metrics-server asks the scheduler for. Upstream's 100m and 200Mi are for a hundred nodes; on one
 * node with the whole shop it takes 3m and 19Mi, at rest as with all cores taken.
 */
export const METRICS_REQUESTS = { cpuMilli: 25, memoryMi: 48 };

/** Upstream's names and label. */
const NAME = "metrics-server";
const NAMESPACE = "kube-system";
const LABELS = { "k8s-app": NAME };

/** Port of the container. */
const PORT = 10250;

/** How often the kubelets are asked, in seconds; upstream's. A value is there from the second time on. */
const RESOLUTION = 15;

/**
 * metrics-server as upstream's manifests have it (sigs.k8s.io/metrics-server v0.9.0, manifests/base): what
 * `kubectl top` shows and autoscalers go by. It is there once the metrics API has values to give.
 */
export class MetricsServer extends pulumi.ComponentResource {
    constructor(name: string, args: MetricsServerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:metrics:MetricsServer", name, {}, opts);
        const child = { parent: this };
        const metadata = { name: NAME, namespace: NAMESPACE, labels: LABELS };
        const account = new k8s.core.v1.ServiceAccount(name, { metadata }, child);
        const access = grantAccess(name, { name: NAME, namespace: NAMESPACE }, LABELS, child);
        const deployment = new k8s.apps.v1.Deployment(
            name,
            { metadata, spec: deploymentSpec(args.image) },
            { ...child, dependsOn: [account, ...access] },
        );
        const service = new k8s.core.v1.Service(
            name,
            {
                metadata,
                spec: {
                    selector: LABELS,
                    ports: [
                        {
                            name: "https",
                            port: 443,
                            protocol: "TCP",
                            targetPort: "https",
                            appProtocol: "https",
                        },
                    ],
                },
            },
            { ...child, dependsOn: deployment },
        );
        new k8s.apiregistration.v1.APIService(
            name,
            {
                metadata: {
                    name: METRICS_API_SERVICE,
                    labels: { ...LABELS, ...OWN_MARK },
                    // The engine waits for a registration only if it is told what for.
                    annotations: { "pulumi.com/waitFor": "condition=Available" },
                },
                spec: {
                    ...METRICS_API,
                    service: { name: NAME, namespace: NAMESPACE },
                    // It signs its own certificate at every start.
                    insecureSkipTLSVerify: true,
                    groupPriorityMinimum: 100,
                    versionPriority: 100,
                },
            },
            // Last up and first gone: with a registration that nobody serves, discovery is incomplete.
            { ...child, dependsOn: service },
        );
        this.registerOutputs({});
    }
}

function deploymentSpec(image: pulumi.Input<string>): k8s.types.input.apps.v1.DeploymentSpec {
    return {
        replicas: 1,
        selector: { matchLabels: LABELS },
        strategy: { rollingUpdate: { maxUnavailable: 0 } },
        template: {
            metadata: { labels: LABELS },
            spec: {
                serviceAccountName: NAME,
                // Not the first to be put off its node, and before the shop when room is short.
                priorityClassName: "system-cluster-critical",
                nodeSelector: { "kubernetes.io/os": "linux" },
                containers: [
                    {
                        name: NAME,
                        image,
                        imagePullPolicy: "IfNotPresent",
                        args: [
                            "--cert-dir=/tmp",
                            `--secure-port=${PORT}`,
                            "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
                            "--kubelet-use-node-status-port",
                            // kind's kubelets sign their own serving certificates.
                            "--kubelet-insecure-tls",
                            `--metric-resolution=${RESOLUTION}s`,
                        ],
                        ports: [{ name: "https", containerPort: PORT, protocol: "TCP" }],
                        resources: {
                            requests: {
                                cpu: cpu(METRICS_REQUESTS.cpuMilli),
                                memory: memory(METRICS_REQUESTS.memoryMi),
                            },
                        },
                        livenessProbe: check("/livez", 0),
                        // It has no value to give before it has asked the kubelets twice.
                        readinessProbe: check("/readyz", RESOLUTION),
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            capabilities: { drop: ["ALL"] },
                            readOnlyRootFilesystem: true,
                            runAsNonRoot: true,
                            runAsUser: 1000,
                            seccompProfile: { type: "RuntimeDefault" },
                        },
                        volumeMounts: [{ name: "tmp-dir", mountPath: "/tmp" }],
                    },
                ],
                volumes: [{ name: "tmp-dir", emptyDir: {} }],
            },
        },
    };
}

/**
 * A check of the kubelet. Upstream asks every 10 s and takes 1 s for an answer; with all cores taken
 * it was 2 s, and what measures a load must not be restarted by it.
 */
function check(path: string, initialDelaySeconds: number): k8s.types.input.core.v1.Probe {
    return {
        httpGet: { path, port: "https", scheme: "HTTPS" },
        initialDelaySeconds,
        periodSeconds: 5,
        timeoutSeconds: 5,
        failureThreshold: 6,
    };
}
