import assert from "node:assert/strict";
import { accessObjects, MONITORING_RULES, SHOP_RULES } from "../../../../incidents/drill/access.ts";
import { kubeconfigText } from "../../../../incidents/drill/investigator.ts";

describe("access of who investigates", () => {
    it("is an account and rights in two namespaces, none of them the lab's", () => {
        assert.deepEqual(
            accessObjects().map(
                ({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`,
            ),
            [
                "ServiceAccount sock-shop/on-call",
                "Role sock-shop/on-call",
                "RoleBinding sock-shop/on-call",
                "Role monitoring/on-call",
                "RoleBinding monitoring/on-call",
            ],
        );
    });

    it("can mend: workloads, autoscalers, services, and commands in a pod", () => {
        const may = (resource: string, verb: string): boolean =>
            SHOP_RULES.some(
                ({ resources, verbs }) => resources.includes(resource) && verbs.includes(verb),
            );
        for (const [resource, verb] of [
            ["deployments", "patch"],
            ["deployments/scale", "update"],
            ["horizontalpodautoscalers", "create"],
            ["horizontalpodautoscalers", "delete"],
            ["services", "patch"],
            ["pods/exec", "create"],
            ["pods", "delete"],
        ] as const) {
            assert.ok(may(resource, verb), `${verb} ${resource}`);
        }
    });

    // With a pod of one's own, or a role, one has the rights of anybody.
    it("names nothing by a star, reads no Secret, and makes no pod, workload or role", () => {
        const granted = [...SHOP_RULES, ...MONITORING_RULES].flatMap(
            ({ apiGroups, resources, verbs }) =>
                resources.flatMap((resource) =>
                    verbs.map((verb) => ({ apiGroups, resource, verb })),
                ),
        );
        for (const { apiGroups, resource, verb } of granted) {
            assert.ok(![...apiGroups, resource, verb].includes("*"), resource);
            assert.ok(!/secret|role|token|serviceaccount|namespace|node/.test(resource), resource);
            const makes =
                verb === "create" && /^(pods|deployments|jobs|replicasets)$/.test(resource);
            assert.ok(!makes, resource);
        }
    });

    it("can change nothing of what watches", () => {
        const verbs = MONITORING_RULES.flatMap((rule) => rule.verbs);
        assert.deepEqual([...new Set(verbs)].sort(), ["get", "list", "watch"]);
    });

    it("asks by name whom it may ask: what watches the lab's own is not among them", () => {
        const proxies = MONITORING_RULES.filter(({ resources }) =>
            resources.some((one) => one.includes("/")),
        );
        assert.deepEqual(
            proxies.map(({ resources, resourceNames }) => [resources, resourceNames]),
            [[["services/proxy"], ["prometheus:9090", "alertmanager:9093", "victoria-logs:9428"]]],
        );
    });

    it("comes as a kubeconfig of one cluster and one token, with names that tell nothing", () => {
        const config = JSON.parse(
            kubeconfigText(new URL("https://127.0.0.1:6443/x"), Buffer.from("ca"), "token"),
        ) as object;
        assert.deepEqual(config, {
            apiVersion: "v1",
            kind: "Config",
            clusters: [
                {
                    name: "shop",
                    cluster: {
                        server: "https://127.0.0.1:6443",
                        "certificate-authority-data": "Y2E=",
                    },
                },
            ],
            users: [{ name: "on-call", user: { token: "token" } }],
            contexts: [
                {
                    name: "shop",
                    context: { cluster: "shop", user: "on-call", namespace: "sock-shop" },
                },
            ],
            "current-context": "shop",
        });
    });
});
