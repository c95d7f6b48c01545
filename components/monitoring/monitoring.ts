import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SHOP_NAMESPACE } from "../kit/labels.ts";
import { Alertmanager } from "./alertmanager/alertmanager.ts";
import { StoreExporters, type StoreLogins } from "./exporters/store-exporters.ts";
import { KubeStateMetrics } from "./kube-state-metrics/kube-state-metrics.ts";
import { LogAgent } from "./logs/log-agent.ts";
import { LogStore } from "./logs/log-store.ts";
import { MONITORING_NAMESPACE } from "./places.ts";
import { PrometheusServer } from "./prometheus/prometheus-server.ts";
import type { RuleFiles } from "./prometheus/rule-file.ts";
import { AlertReceiver, WEBHOOK } from "./receiver/alert-receiver.ts";

/** Images of what watches. */
export interface MonitoringImages {
    prometheus: pulumi.Input<string>;
    alertmanager: pulumi.Input<string>;
    mysqldExporter: pulumi.Input<string>;
    redisExporter: pulumi.Input<string>;
    kubeStateMetrics: pulumi.Input<string>;
    victoriaLogs: pulumi.Input<string>;
    vlagent: pulumi.Input<string>;
    alertReceiver: pulumi.Input<string>;
}

export interface MonitoringArgs {
    images: MonitoringImages;
    rules: RuleFiles;
    logins: StoreLogins;
    /** Namespaces that are watched, which must be there. */
    shopNamespace: pulumi.Input<string>;
    labNamespace: pulumi.Input<string>;
}

/** All that watches the shop, in a namespace of its own. Addresses are those inside the cluster. */
export class Monitoring extends pulumi.ComponentResource {
    readonly namespace: pulumi.Output<string>;
    readonly prometheusUrl: pulumi.Output<string>;
    readonly alertmanagerUrl: pulumi.Output<string>;
    readonly alertReceiverUrl: pulumi.Output<string>;
    readonly logsUrl: pulumi.Output<string>;

    constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:monitoring:Monitoring", name, {}, opts);
        const child = { parent: this };
        const { images } = args;
        const namespaceObject = new k8s.core.v1.Namespace(
            MONITORING_NAMESPACE,
            { metadata: { name: MONITORING_NAMESPACE } },
            child,
        );
        const namespace = namespaceObject.metadata.name;
        const receiver = new AlertReceiver(
            "alert-receiver",
            { namespace, image: images.alertReceiver },
            child,
        );
        const alertmanager = new Alertmanager(
            "alertmanager",
            { namespace, image: images.alertmanager, webhook: WEBHOOK },
            child,
        );
        const prometheus = new PrometheusServer(
            "prometheus",
            {
                namespace,
                image: images.prometheus,
                rules: args.rules,
                watched: { shop: args.shopNamespace, lab: args.labNamespace },
            },
            child,
        );
        new KubeStateMetrics(
            "kube-state-metrics",
            { namespace, image: images.kubeStateMetrics },
            child,
        );
        new StoreExporters(
            "store-exporters",
            {
                namespace,
                images: { mysqld: images.mysqldExporter, redis: images.redisExporter },
                logins: args.logins,
            },
            child,
        );
        const logs = new LogStore(
            "victoria-logs",
            { namespace, image: images.victoriaLogs },
            child,
        );
        new LogAgent(
            "vlagent",
            { namespace, image: images.vlagent, watched: [SHOP_NAMESPACE] },
            child,
        );
        this.namespace = namespace;
        this.prometheusUrl = prometheus.url;
        this.alertmanagerUrl = alertmanager.url;
        this.alertReceiverUrl = receiver.url;
        this.logsUrl = logs.url;
        this.registerOutputs({
            namespace: this.namespace,
            prometheusUrl: this.prometheusUrl,
            alertmanagerUrl: this.alertmanagerUrl,
            alertReceiverUrl: this.alertReceiverUrl,
            logsUrl: this.logsUrl,
        });
    }
}
