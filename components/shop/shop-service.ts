import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { workloadLabels } from "../kit/labels.ts";
import {
    containerProbe,
    containerResources,
    environment,
    hardened,
    invocation,
    podDefaults,
    podMetadata,
} from "./pod.ts";
import type { Environment } from "./wiring.ts";
import type { Launch, PodMarks, ServiceTopology } from "./workload.ts";

export interface ShopServiceArgs {
    /** Namespace object, so that the service comes after it. */
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    launch: Launch;
    /** Ports, resources and probes. */
    topology: ServiceTopology;
    /** Environment of the container. */
    settings: Environment;
    /** Of its pods. Default none. */
    marks?: PodMarks;
}

/** One stateless service of the shop: a Deployment of one replica and a Service on port 80. */
export class ShopService extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(name: string, args: ShopServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:shop:ShopService", name, {}, opts);
        const metadata = { name, namespace: args.namespace, labels: workloadLabels(name) };
        const deployment = new k8s.apps.v1.Deployment(
            name,
            { metadata, spec: deploymentSpec(name, args) },
            { parent: this },
        );
        const service = new k8s.core.v1.Service(
            name,
            {
                metadata: { ...metadata, annotations: scrapedAt(args.topology) },
                spec: serviceSpec(name, args.topology),
            },
            // It waits for a pod. The engine works on a few resources at a time: with all of them
            // waiting, the Deployment that would end the wait would never have its turn.
            { parent: this, dependsOn: deployment },
        );
        this.url = pulumi.interpolate`http://${service.metadata.name}`;
        this.registerOutputs({ url: this.url });
    }
}

function deploymentSpec(
    name: string,
    { image, launch, topology, settings, marks }: ShopServiceArgs,
): k8s.types.input.apps.v1.DeploymentSpec {
    return {
        replicas: 1,
        selector: { matchLabels: workloadLabels(name) },
        template: {
            metadata: podMetadata(name, marks),
            spec: {
                ...podDefaults(launch),
                containers: [
                    {
                        name,
                        image,
                        imagePullPolicy: "IfNotPresent",
                        ...invocation(launch),
                        env: environment(settings),
                        ports: [{ name: "http", containerPort: topology.containerPort }],
                        ...lingering(topology),
                        resources: containerResources(topology.resources),
                        ...(topology.liveness === undefined
                            ? {}
                            : {
                                  livenessProbe: containerProbe(
                                      topology.liveness,
                                      topology.containerPort,
                                  ),
                              }),
                        readinessProbe: containerProbe(topology.readiness, topology.containerPort),
                        securityContext: hardened(launch),
                        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
                    },
                ],
                volumes: [{ name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "16Mi" } }],
            },
        },
    };
}

function lingering({
    lingerSeconds: seconds,
}: ServiceTopology): Pick<k8s.types.input.core.v1.Container, "lifecycle"> {
    return seconds === undefined ? {} : { lifecycle: { preStop: { sleep: { seconds } } } };
}

function serviceSpec(name: string, topology: ServiceTopology): k8s.types.input.core.v1.ServiceSpec {
    const port = { name: "http", port: 80, targetPort: topology.containerPort };
    return {
        type: topology.nodePort === undefined ? "ClusterIP" : "NodePort",
        selector: workloadLabels(name),
        ports: [topology.nodePort === undefined ? port : { ...port, nodePort: topology.nodePort }],
    };
}

/** Tells Prometheus where to read, where it isn't /metrics. */
function scrapedAt({ metricsPath }: ServiceTopology): Record<string, string> {
    return {
        "prometheus.io/scrape": "true",
        ...(metricsPath === undefined ? {} : { "prometheus.io/path": metricsPath }),
    };
}
