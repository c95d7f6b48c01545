import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { differences } from "../../../../incidents/recovery/difference.ts";

function deployment(
    cpu: string | undefined,
    extra: Partial<KubeObject["metadata"]> = {},
): KubeObject {
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "orders", namespace: "sock-shop", ...extra },
        spec: {
            template: {
                spec: {
                    containers: [
                        { name: "orders", resources: { limits: cpu === undefined ? {} : { cpu } } },
                        { name: "side", image: "side:1" },
                    ],
                },
            },
        },
        status: { replicas: 1 },
    };
}

describe("differences", () => {
    it("is one row for one changed field, found by the container's name", () => {
        assert.deepEqual(differences("orders", deployment("500m"), deployment("50m")), [
            {
                object: "orders",
                field: "spec.template.spec.containers[?(@.name=='orders')].resources.limits.cpu",
                expected: '"500m"',
                found: '"50m"',
            },
        ]);
    });
    it("tells a field that is gone and one that is new", () => {
        const [gone] = differences("orders", deployment("500m"), deployment(undefined));
        assert.deepEqual([gone?.expected, gone?.found], ['"500m"', "(none)"]);
        const [made] = differences("orders", deployment(undefined), deployment("50m"));
        assert.deepEqual([made?.expected, made?.found], ["(none)", '"50m"']);
    });
    it("leaves out status and bookkeeping, which say nothing about what was asked for", () => {
        const bookkeeping = {
            uid: "1",
            resourceVersion: "7",
            generation: 3,
            annotations: { "deployment.kubernetes.io/revision": "4" },
            managedFields: [{ manager: "pulumi" }],
        };
        assert.deepEqual(differences("orders", deployment("1"), deployment("1", bookkeeping)), []);
    });
    it("does see an annotation that somebody set", () => {
        const found = differences(
            "o",
            deployment("1"),
            deployment("1", { annotations: { a: "b" } }),
        );
        assert.equal(found.length, 1);
        assert.match(found[0]?.field ?? "", /annotations/);
    });
});
