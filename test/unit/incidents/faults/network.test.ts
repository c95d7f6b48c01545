import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { effectOf, Fault } from "../../../../incidents/faults/fault.ts";
import { Network, networkEffect } from "../../../../incidents/faults/network.ts";
import { planFor } from "../../../../incidents/faults/plan.ts";
import { writtenShop } from "../../../support/written-shop.ts";
import { formerShop } from "./former-shop.ts";

const context = {
    stack: "incident-10",
    images: { keeper: "keeper:1", networkProxy: "proxy:1" },
    cpuShare: 1,
};
const slow = Network.parse({ kind: "network", target: "payment", latencyMs: 1500 });
const cut = Network.parse({ kind: "network", target: "rabbitmq", cutOff: true });

describe("fault network", () => {
    it("puts a proxy before a service, which leads to its pods by another Service", () => {
        const added = networkEffect(slow, context).adds?.(writtenShop()) ?? [];
        assert.deepEqual(names(added), [
            "v1 Service sock-shop/payment-behind",
            "apps/v1 Deployment sock-shop/network-proxy-payment",
        ]);
        const [service, deployment] = added;
        assert.deepEqual(service?.["spec"], {
            selector: { name: "payment" },
            ports: [{ name: "http", port: 80, targetPort: 8080 }],
        });
        assert.deepEqual(deployment?.metadata.labels, { name: "network-proxy-payment" });
        assert.deepEqual(deployment["spec"], {
            replicas: 1,
            selector: { matchLabels: { name: "network-proxy-payment" } },
            template: {
                metadata: { labels: { name: "network-proxy-payment" } },
                spec: {
                    automountServiceAccountToken: false,
                    enableServiceLinks: false,
                    nodeSelector: { "node-role.kubernetes.io/worker": "" },
                    securityContext: {
                        runAsNonRoot: true,
                        runAsUser: 10005,
                        runAsGroup: 10005,
                        fsGroup: 10005,
                        seccompProfile: { type: "RuntimeDefault" },
                    },
                    terminationGracePeriodSeconds: 2,
                    containers: [
                        {
                            name: "network-proxy-payment",
                            image: "proxy:1",
                            imagePullPolicy: "IfNotPresent",
                            args: [
                                "-latency",
                                "1500ms",
                                "-jitter",
                                "0ms",
                                "-route",
                                ":8080=payment-behind:80",
                            ],
                            env: [{ name: "GOMEMLIMIT", value: "96MiB" }],
                            ports: [{ name: "http", containerPort: 8080 }],
                            resources: {
                                requests: { cpu: "10m", memory: "16Mi" },
                                limits: { cpu: "500m", memory: "128Mi" },
                            },
                            startupProbe: {
                                tcpSocket: { port: 8080 },
                                periodSeconds: 1,
                                failureThreshold: 30,
                            },
                            securityContext: {
                                allowPrivilegeEscalation: false,
                                readOnlyRootFilesystem: true,
                                capabilities: { drop: ["ALL"] },
                            },
                        },
                    ],
                },
            },
        });
    });

    it("leads the Service to the proxy, and replaces the pods that callers are connected to", () => {
        assert.deepEqual(networkEffect(slow, context).patches, [
            {
                kind: "Service",
                name: "payment",
                overlay: { selector: { name: "network-proxy-payment" } },
            },
            {
                kind: "Deployment",
                name: "payment",
                overlay: {
                    template: {
                        metadata: {
                            annotations: { "sock-shop/reached-through": "network-proxy-payment" },
                        },
                    },
                },
            },
        ]);
        const plan = planFor(context, [slow], writtenShop());
        assert.deepEqual(
            plan.holds.map(({ kind, name }) => `${kind} ${name}`),
            ["Service payment", "Deployment payment"],
        );
    });

    it("cuts the port that the shop uses and passes a store's others on", () => {
        const arguments_ = argsOf(cut);
        assert.deepEqual(arguments_, [
            "-cut-off",
            "-route",
            ":5672=rabbitmq-behind:5672",
            "-pass",
            ":15672=rabbitmq-behind:15672",
            "-pass",
            ":15692=rabbitmq-behind:15692",
        ]);
        const management = argsOf(Network.parse({ ...cut, port: "management" }));
        assert.deepEqual(
            management.filter((one) => one.startsWith("-")),
            ["-cut-off", "-pass", "-route", "-pass"],
        );
    });

    it("lets the proxy through to a store, and to the proxy nobody but the store's callers", () => {
        const added = networkEffect(cut, context).adds?.(writtenShop()) ?? [];
        assert.deepEqual(names(added), [
            "v1 Service sock-shop/rabbitmq-behind",
            "apps/v1 Deployment sock-shop/network-proxy-rabbitmq",
            "networking.k8s.io/v1 NetworkPolicy sock-shop/network-proxy-rabbitmq",
            "networking.k8s.io/v1 NetworkPolicy sock-shop/rabbitmq-behind",
        ]);
        const from = (...callers: string[]): object[] => [
            { from: callers.map((name) => ({ podSelector: { matchLabels: { name } } })) },
        ];
        assert.deepEqual(
            added.slice(2).map(({ spec }) => spec),
            [
                {
                    podSelector: { matchLabels: { name: "network-proxy-rabbitmq" } },
                    policyTypes: ["Ingress"],
                    ingress: from("shipping", "queue-master"),
                },
                {
                    podSelector: { matchLabels: { name: "rabbitmq" } },
                    policyTypes: ["Ingress"],
                    ingress: from("network-proxy-rabbitmq"),
                },
            ],
        );
    });

    it("may listen below 1024 where the pods do, as upstream's", () => {
        const sysctlsOf = (targetPort: number): unknown => {
            const ports = [{ name: "http", port: 80, targetPort }];
            const former = formerShop({}, { service: () => ({ selector: {}, ports }) });
            const pod = podOf(networkEffect(slow, context).adds?.(former) ?? []);
            return pod.securityContext.sysctls;
        };
        assert.deepEqual(sysctlsOf(1023), [
            { name: "net.ipv4.ip_unprivileged_port_start", value: "0" },
        ]);
        assert.equal(sysctlsOf(1024), undefined);
    });

    it("says what it does to the network, and each field that it takes over", () => {
        assert.deepEqual(networkEffect(slow, context).changes(writtenShop()), [
            {
                object: "Network to payment",
                field: "port http",
                from: undefined,
                to: "answers 1500 ms later",
            },
            {
                object: "Service payment",
                field: "selector.name",
                from: "payment",
                to: "network-proxy-payment",
            },
            {
                object: "Deployment payment",
                field: "template.metadata.annotations[sock-shop/reached-through]",
                from: undefined,
                to: "network-proxy-payment",
            },
        ]);
        const first = (fault: Network): string | undefined =>
            networkEffect(fault, context).changes(writtenShop())[0]?.to;
        assert.equal(first(cut), "cut off");
        assert.equal(
            first({ ...slow, jitterMs: 200 }),
            "answers 1500 ms later, give or take 200 ms",
        );
    });

    it("is refused on a port that the Service doesn't have", () => {
        const refusal = (port: string): unknown =>
            networkEffect({ ...cut, port }, context).refusal(writtenShop());
        assert.equal(refusal("metrics"), undefined);
        assert.deepEqual(refusal("http"), {
            found: "Service rabbitmq has no port http",
            allowed: "amqp, management, metrics",
        });
        const byName = { ports: [{ name: "http", port: 80, targetPort: "web" }] };
        const former = formerShop({}, { service: () => byName });
        assert.deepEqual(networkEffect(slow, context).refusal(former), {
            found: "Service payment has no port",
            allowed: "a Service whose port leads to a number",
        });
    });

    it("is refused twice on one target, and goes with another fault on it", () => {
        assert.throws(() => planFor(context, [slow, slow], writtenShop()), {
            message: /sets selector.name of Service payment, as a fault before it does/,
        });
        const resources = Fault.parse({
            kind: "container-resources",
            target: "payment",
            limits: { cpu: "150m" },
        });
        assert.equal(planFor(context, [slow, resources], writtenShop()).patches.length, 2);
    });

    it("takes either a latency or a cut, in whole milliseconds up to a minute", () => {
        const parse = (fields: object): boolean =>
            Fault.safeParse({ kind: "network", target: "carts", ...fields }).success;
        for (const good of [
            { latencyMs: 1 },
            { latencyMs: 60_000, jitterMs: 60_000 },
            { cutOff: true, port: "http" },
        ]) {
            assert.equal(parse(good), true, JSON.stringify(good));
        }
        for (const bad of [
            {},
            { latencyMs: 0 },
            { latencyMs: 60_001 },
            { latencyMs: 1.5 },
            { latencyMs: 100, jitterMs: 101 },
            { latencyMs: 100, cutOff: true },
            { cutOff: true, jitterMs: 1 },
            { cutOff: false },
            { latencyMs: 1, target: "jaeger" },
            { latencyMs: 1, loss: 3 },
        ]) {
            assert.equal(parse(bad), false, JSON.stringify(bad));
        }
    });

    it("is known as a kind of fault", () => {
        assert.deepEqual(effectOf(slow, context).patches, networkEffect(slow, context).patches);
    });
});

function names(objects: readonly KubeObject[]): string[] {
    return objects.map(
        ({ apiVersion, kind, metadata }) =>
            `${apiVersion} ${kind} ${metadata.namespace}/${metadata.name}`,
    );
}

interface Pod {
    securityContext: { sysctls?: unknown };
    containers: { args: string[] }[];
}

function podOf(objects: readonly KubeObject[]): Pod {
    const deployment = objects.find(({ kind }) => kind === "Deployment");
    assert.ok(deployment);
    return (deployment["spec"] as { template: { spec: Pod } }).template.spec;
}

function argsOf(fault: Network): string[] {
    return (
        podOf(networkEffect(fault, context).adds?.(writtenShop()) ?? []).containers[0]?.args ?? []
    );
}
