/**
 * What a change of a resource means: the table of the contract. Expected are what the official plugins 4.34.2 and 1.2.1
 * say, read from their source: `diff.go` (which fields force a replacement) and `provider.go` (`Diff`) of
 * pulumi-kubernetes, `common/inputs.go` of pulumi-command.
 */
import type { Ground } from "./ground.ts";
import { NAMESPACE } from "./groundwork.ts";
import type { ResourceSpec } from "./resource-spec.ts";

export interface Row {
    what: string;
    type: string;
    before: Record<string, unknown>;
    after: Record<string, unknown>;
    op: "same" | "update" | "replace";
    /** Property path to kind. */
    diff: Record<string, string>;
    options?: ResourceSpec["options"];
}

const SKIP = { "pulumi.com/skipAwait": "true" };

function meta(name: string, more: object = {}): { metadata: object } {
    return { metadata: { name, namespace: NAMESPACE, ...more } };
}

function workload(image: string, more: object = {}, resources: object = {}): object {
    return {
        selector: { matchLabels: { app: "x" } },
        template: {
            metadata: { labels: { app: "x" } },
            spec: { containers: [{ name: "c", image, resources }] },
        },
        ...more,
    };
}

/** The rows; each is a resource of its own in one stack. */
export function changesTable({ idleImage }: Ground): Record<string, Row> {
    const rows: Record<string, Row> = {
        "config-data": {
            what: "a ConfigMap's data: replaced (enableConfigMapMutable is off by default)",
            type: "kubernetes:core/v1:ConfigMap",
            before: { ...meta("config-data"), data: { a: "1" } },
            after: { ...meta("config-data"), data: { a: "2" } },
            op: "replace",
            diff: { "data.a": "update-replace" },
        },
        "config-label": {
            what: "a ConfigMap's label: updated",
            type: "kubernetes:core/v1:ConfigMap",
            before: { ...meta("config-label"), data: { a: "1" } },
            after: { ...meta("config-label", { labels: { x: "y" } }), data: { a: "1" } },
            op: "update",
            diff: { "metadata.labels": "add" },
        },
        "config-auto": {
            what: "an autonamed ConfigMap keeps its name",
            type: "kubernetes:core/v1:ConfigMap",
            before: { metadata: { namespace: NAMESPACE }, data: { a: "1" } },
            after: { metadata: { namespace: NAMESPACE }, data: { a: "1" } },
            op: "same",
            diff: {},
        },
        "secret-text": {
            what: "a Secret's text: replaced (enableSecretMutable is off by default)",
            type: "kubernetes:core/v1:Secret",
            before: { ...meta("secret-text"), stringData: { a: { $secret: "1" } } },
            after: { ...meta("secret-text"), stringData: { a: { $secret: "2" } } },
            op: "replace",
            diff: { "data.a": "update-replace" },
        },
        "secret-same": {
            what: "a Secret's text given as data instead: the same",
            type: "kubernetes:core/v1:Secret",
            before: { ...meta("secret-same"), stringData: { a: "1" } },
            after: { ...meta("secret-same"), data: { a: "MQ==" } },
            op: "same",
            diff: {},
        },
        "deploy-cpu": {
            what: "a Deployment's CPU limit: updated",
            type: "kubernetes:apps/v1:Deployment",
            before: {
                ...meta("deploy-cpu"),
                spec: workload(idleImage, {}, { limits: { cpu: "200m" }, requests: { cpu: "1m" } }),
            },
            after: {
                ...meta("deploy-cpu"),
                spec: workload(idleImage, {}, { limits: { cpu: "50m" }, requests: { cpu: "1m" } }),
            },
            op: "update",
            diff: { "spec.template.spec.containers[0].resources.limits.cpu": "update" },
        },
        "deploy-same": {
            what: "quantities written otherwise, empty values that the server leaves out: the same",
            type: "kubernetes:apps/v1:Deployment",
            before: {
                ...meta("deploy-same", { annotations: SKIP, labels: {} }),
                spec: workload(
                    idleImage,
                    { replicas: 0 },
                    { limits: { cpu: "1000m", memory: "1024Mi" }, requests: {} },
                ),
            },
            after: {
                ...meta("deploy-same", { annotations: SKIP, labels: {} }),
                spec: workload(
                    idleImage,
                    { replicas: 0 },
                    { limits: { cpu: "1", memory: "1Gi" }, requests: {} },
                ),
            },
            op: "same",
            diff: {},
        },
        "deploy-selector": {
            what: "a Deployment's selector: replaced",
            type: "kubernetes:apps/v1:Deployment",
            before: { ...meta("deploy-selector"), spec: workload(idleImage, { replicas: 0 }) },
            after: {
                ...meta("deploy-selector"),
                spec: {
                    ...workload(idleImage, { replicas: 0 }),
                    selector: { matchLabels: { app: "z" } },
                    template: {
                        metadata: { labels: { app: "z" } },
                        spec: { containers: [{ name: "c", image: idleImage }] },
                    },
                },
            },
            op: "replace",
            diff: {
                "spec.selector.matchLabels.app": "update-replace",
                "spec.template.metadata.labels.app": "update",
                "spec.template.spec.containers[0].resources": "delete",
            },
        },
        "deploy-ignored": {
            what: "an ignored field: the same",
            type: "kubernetes:apps/v1:Deployment",
            before: { ...meta("deploy-ignored"), spec: workload(idleImage, { replicas: 0 }) },
            after: { ...meta("deploy-ignored"), spec: workload(idleImage, { replicas: 1 }) },
            options: { ignoreChanges: ["spec.replicas"] },
            op: "same",
            diff: {},
        },
        "stateful-service": {
            what: "a StatefulSet's serviceName: replaced",
            type: "kubernetes:apps/v1:StatefulSet",
            before: {
                ...meta("stateful-service"),
                spec: workload(idleImage, { replicas: 0, serviceName: "a" }),
            },
            after: {
                ...meta("stateful-service"),
                spec: workload(idleImage, { replicas: 0, serviceName: "b" }),
            },
            op: "replace",
            diff: { "spec.serviceName": "update-replace" },
        },
        "service-port": {
            what: "a Service's port: updated",
            type: "kubernetes:core/v1:Service",
            before: { ...meta("service-port"), spec: { ports: [{ port: 80 }] } },
            after: { ...meta("service-port"), spec: { ports: [{ port: 81 }] } },
            op: "update",
            diff: { "spec.ports[0].port": "update" },
        },
        "claim-class": {
            what: "a claim's storage class: replaced; a class that binds with its first consumer is not waited for",
            type: "kubernetes:core/v1:PersistentVolumeClaim",
            before: {
                ...meta("claim-class"),
                spec: {
                    accessModes: ["ReadWriteOnce"],
                    storageClassName: "contract-late",
                    resources: { requests: { storage: "1Mi" } },
                },
            },
            after: {
                ...meta("claim-class"),
                spec: {
                    accessModes: ["ReadWriteOnce"],
                    storageClassName: "contract-later",
                    resources: { requests: { storage: "1Mi" } },
                },
            },
            options: { dependsOn: ["class-late", "class-policy"] },
            op: "replace",
            diff: { "spec.storageClassName": "update-replace" },
        },
        "job-template": {
            what: "a Job's template: replaced",
            type: "kubernetes:batch/v1:Job",
            before: {
                ...meta("job-template", { annotations: SKIP }),
                spec: {
                    suspend: true,
                    template: {
                        spec: {
                            restartPolicy: "Never",
                            containers: [{ name: "c", image: idleImage }],
                        },
                    },
                },
            },
            after: {
                ...meta("job-template", { annotations: SKIP }),
                spec: {
                    suspend: true,
                    template: {
                        spec: {
                            restartPolicy: "OnFailure",
                            containers: [{ name: "c", image: idleImage }],
                        },
                    },
                },
            },
            op: "replace",
            diff: { "spec.template.spec.restartPolicy": "update-replace" },
        },
        "role-binding": {
            what: "a RoleBinding's role: replaced",
            type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
            before: {
                ...meta("role-binding"),
                roleRef: {
                    apiGroup: "rbac.authorization.k8s.io",
                    kind: "ClusterRole",
                    name: "view",
                },
                subjects: [],
            },
            after: {
                ...meta("role-binding"),
                roleRef: {
                    apiGroup: "rbac.authorization.k8s.io",
                    kind: "ClusterRole",
                    name: "edit",
                },
                subjects: [],
            },
            op: "replace",
            diff: { "roleRef.name": "update-replace" },
        },
        "hpa-max": {
            what: "an autoscaler's maximum: updated",
            type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
            before: {
                ...meta("hpa-max"),
                spec: {
                    maxReplicas: 2,
                    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "none" },
                },
            },
            after: {
                ...meta("hpa-max"),
                spec: {
                    maxReplicas: 3,
                    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "none" },
                },
            },
            op: "update",
            diff: { "spec.maxReplicas": "update" },
        },
        "command-create": {
            what: "a command's text: updated",
            type: "command:local:Command",
            before: { create: "echo 1" },
            after: { create: "echo 2" },
            op: "update",
            diff: { create: "update" },
        },
        "command-trigger": {
            what: "a command's trigger: replaced",
            type: "command:local:Command",
            before: { create: "echo 1", triggers: [1] },
            after: { create: "echo 1", triggers: [2] },
            op: "replace",
            diff: { "triggers[0]": "update-replace" },
        },
    };
    return rows;
}
