import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { workloadLabels } from "../kit/labels.ts";
import { containerProbe, containerResources, hardened, podDefaults } from "./pod.ts";
import type { ServiceTopology } from "./topology.ts";

/** User the service image runs as. */
const SERVICE_UID = 10001;

export interface ShopServiceArgs {
    /** Namespace object, so that the service comes after it. */
    namespace: pulumi.Input<string>;
    /** Image with all services; which one runs is told by the environment. */
    image: pulumi.Input<string>;
    /** Ports, resources and probes. */
    topology: ServiceTopology;
    /** Further environment of the container. Default none. */
    env?: pulumi.Input<k8s.types.input.core.v1.EnvVar>[];
}

/** One stateless service of the shop: a Deployment of one replica and a Service on port 80. */
export class ShopService extends pulumi.ComponentResource {
    /** Address inside the cluster. */
    readonly url: pulumi.Output<string>;

    constructor(name: string, args: ShopServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:shop:ShopService", name, {}, opts);
        const metadata = { name, namespace: args.namespace, labels: workloadLabels(name) };
        new k8s.apps.v1.Deployment(
            name,
            { metadata, spec: deploymentSpec(name, args) },
            { parent: this },
        );
        const service = new k8s.core.v1.Service(
            name,
            {
                metadata: { ...metadata, annotations: { "prometheus.io/scrape": "true" } },
                spec: serviceSpec(name, args.topology),
            },
            { parent: this },
        );
        this.url = pulumi.interpolate`http://${service.metadata.name}`;
        this.registerOutputs({ url: this.url });
    }
}

function deploymentSpec(
    name: string,
    { image, topology, env = [] }: ShopServiceArgs,
): k8s.types.input.apps.v1.DeploymentSpec {
    return {
        replicas: 1,
        selector: { matchLabels: workloadLabels(name) },
        template: {
            metadata: { labels: workloadLabels(name) },
            spec: {
                ...podDefaults(SERVICE_UID),
                containers: [
                    {
                        name,
                        image,
                        imagePullPolicy: "IfNotPresent",
                        env: [
                            { name: "SERVICE", value: name },
                            { name: "PORT", value: String(topology.containerPort) },
                            ...env,
                        ],
                        ports: [{ name: "http", containerPort: topology.containerPort }],
                        resources: containerResources(topology.resources),
                        livenessProbe: containerProbe(topology.liveness, topology.containerPort),
                        readinessProbe: containerProbe(topology.readiness, topology.containerPort),
                        securityContext: hardened(),
                        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
                    },
                ],
                volumes: [{ name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "16Mi" } }],
            },
        },
    };
}

function serviceSpec(name: string, topology: ServiceTopology): k8s.types.input.core.v1.ServiceSpec {
    const port = { name: "http", port: 80, targetPort: topology.containerPort };
    return {
        type: topology.nodePort === undefined ? "ClusterIP" : "NodePort",
        selector: workloadLabels(name),
        ports: [topology.nodePort === undefined ? port : { ...port, nodePort: topology.nodePort }],
    };
}
