import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { workloadLabels } from "../../kit/labels.ts";
import { readOnlyAccount } from "../access.ts";
import { BUDGETS } from "../budget.ts";
import { addressOf, MONITORING_PORTS } from "../places.ts";
import { watcherPod } from "../pod.ts";

export interface LogAgentArgs {
    namespace: pulumi.Input<string>;
    image: pulumi.Input<string>;
    /** Namespaces whose containers' lines are read. */
    watched: readonly string[];
}

/** Where the node keeps what containers wrote. */
const NODE_LOGS = "/var/log";

/** Where it keeps, on the node, how far it has read: a new pod goes on where the last one ended. */
const STATE_PATH = "/var/lib/sock-shop-lab/vlagent";

/** vlagent on every node: reads containers' lines as the kubelet has them, and sends them to the store. */
export class LogAgent extends pulumi.ComponentResource {
    constructor(
        name: "vlagent",
        { namespace, image, watched }: LogAgentArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("sockshop:monitoring:LogAgent", name, {}, opts);
        const child = { parent: this };
        const { account, bindings } = readOnlyAccount(
            name,
            {
                namespace,
                everywhere: [
                    { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
                    { apiGroups: [""], resources: ["nodes"], verbs: ["get", "list"] },
                ],
            },
            child,
        );
        const metadata = { name, namespace, labels: workloadLabels(name) };
        const agent = new k8s.apps.v1.DaemonSet(
            name,
            {
                metadata,
                spec: {
                    selector: { matchLabels: workloadLabels(name) },
                    template: watcherPod(name, {
                        image,
                        args: [
                            "-kubernetesCollector",
                            `-kubernetesCollector.excludeFilter=${notIn(watched)}`,
                            // The front-end colours its lines.
                            "-kubernetesCollector.decolorizeFields=_msg",
                            `-remoteWrite.url=http://${addressOf("victoria-logs")}/insert/native`,
                            // While the store is away; the least that vlagent takes.
                            "-remoteWrite.maxDiskUsagePerURL=513MiB",
                            `-tmpDataPath=${STATE_PATH}`,
                            `-httpListenAddr=:${MONITORING_PORTS[name]}`,
                            `-memory.allowedBytes=${Math.floor(BUDGETS[name].limitMemoryMi / 3)}MiB`,
                            "-loggerLevel=WARN",
                        ],
                        ready: "/health",
                        account,
                        asRoot: true,
                        folders: {
                            logs: {
                                path: NODE_LOGS,
                                readOnly: true,
                                volume: { hostPath: { path: NODE_LOGS } },
                            },
                            state: {
                                path: STATE_PATH,
                                volume: {
                                    hostPath: { path: STATE_PATH, type: "DirectoryOrCreate" },
                                },
                            },
                        },
                    }),
                },
            },
            { ...child, dependsOn: bindings },
        );
        new k8s.core.v1.Service(
            name,
            {
                metadata,
                spec: {
                    selector: workloadLabels(name),
                    ports: [{ name: "http", port: MONITORING_PORTS[name], targetPort: "http" }],
                },
            },
            { ...child, dependsOn: agent },
        );
        this.registerOutputs({});
    }
}

/** A filter in LogsQL for containers of any other namespace. */
function notIn(namespaces: readonly string[]): string {
    return `!kubernetes.pod_namespace:in(${namespaces.map((one) => `"${one}"`).join(",")})`;
}
