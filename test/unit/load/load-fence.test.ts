import assert from "node:assert/strict";
import { registeredBy } from "../../../infra/review/registered.ts";
import { LoadFence } from "../../../load/load-fence.ts";
import { loadObjects } from "../../../load/load-objects.ts";

interface Peer {
    namespaceSelector?: { matchLabels: Record<string, string> };
    podSelector?: { matchLabels: Record<string, string> };
}

interface Rule {
    to?: Peer[];
    from?: Peer[];
    ports: { protocol: string; port: number }[];
}

interface Policy {
    metadata: { name: string; namespace: string };
    spec: {
        podSelector: { matchLabels: Record<string, string> };
        policyTypes: string[];
        ingress: Rule[];
        egress: Rule[];
    };
}

/** `namespace/pods: protocol port`, a line each. */
function shown(rules: readonly Rule[]): string[] {
    return rules.flatMap(({ to, from, ports }) =>
        (to ?? from ?? []).flatMap(({ namespaceSelector, podSelector }) => {
            const namespace = Object.values(namespaceSelector?.matchLabels ?? { own: "(own)" });
            const pods = Object.values(podSelector?.matchLabels ?? { all: "(all)" });
            return ports.map(
                ({ protocol, port }) =>
                    `${namespace.join(" ")}/${pods.join(" ")}: ${protocol} ${port}`,
            );
        }),
    );
}

describe("what keeps a load inside", () => {
    async function made(): Promise<{ account: Record<string, unknown>; policy: Policy }> {
        const all = await registeredBy(() => Promise.resolve(new LoadFence("load")));
        const inputs = (kind: string): Record<string, unknown> =>
            all.find(({ type }) => type.endsWith(`:${kind}`))?.inputs ?? {};
        const policy = inputs("NetworkPolicy") as unknown as Policy;
        return { account: inputs("ServiceAccount"), policy };
    }

    it("lets it reach the front-end, its own master and the names, and nothing else", async () => {
        const { spec } = (await made()).policy;
        assert.deepEqual(spec.policyTypes, ["Ingress", "Egress"]);
        assert.deepEqual(shown(spec.egress), [
            "sock-shop/front-end: TCP 8079",
            "sock-shop/network-proxy-front-end: TCP 8079",
            "(own)/load: TCP 5557",
            "kube-system/kube-dns: UDP 53",
            "kube-system/kube-dns: TCP 53",
        ]);
    });
    it("lets its workers in, and Prometheus", async () => {
        const { spec } = (await made()).policy;
        assert.deepEqual(shown(spec.ingress), [
            "(own)/load: TCP 5557",
            "monitoring/(all): TCP 9646",
        ]);
    });
    it("holds every pod of a load, whoever runs it, and no other account", async () => {
        const { account, policy } = await made();
        assert.deepEqual(policy.metadata, { name: "load", namespace: "lab" });
        assert.equal(account["automountServiceAccountToken"], false);
        const { master, workers } = loadObjects({
            name: "load-try",
            labels: {},
            image: "locust:1",
            files: { "locustfile.py": "x" },
            load: {
                users: 1,
                spawnRate: 1,
                durationSeconds: 10,
                waitMs: { min: 0, max: 1 },
                workers: 1,
            },
        });
        for (const { spec } of [master, workers]) {
            const { metadata, spec: pod } = spec.template as {
                metadata: { labels: Record<string, string> };
                spec: { serviceAccountName: string; automountServiceAccountToken: boolean };
            };
            for (const [key, value] of Object.entries(policy.spec.podSelector.matchLabels)) {
                assert.equal(metadata.labels[key], value);
            }
            assert.equal(pod.serviceAccountName, (account["metadata"] as { name: string }).name);
            assert.equal(pod.automountServiceAccountToken, false);
        }
    });
});
