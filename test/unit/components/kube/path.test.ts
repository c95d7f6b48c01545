import assert from "node:assert/strict";
import { collectionPath, objectPath } from "../../../../components/kube/path.ts";

describe("API paths", () => {
    it("knows the core group and the others", () => {
        const namespace = "sock-shop";
        assert.equal(
            objectPath({ apiVersion: "apps/v1", kind: "Deployment", namespace, name: "orders" }),
            "/apis/apps/v1/namespaces/sock-shop/deployments/orders",
        );
        assert.equal(
            collectionPath({ apiVersion: "v1", kind: "ConfigMap", namespace }),
            "/api/v1/namespaces/sock-shop/configmaps",
        );
    });
    it("makes the plural of every kind that ends oddly", () => {
        const plural = (kind: string): string =>
            collectionPath({ apiVersion: "v1", kind, namespace: "n" }).split("/").at(-1) ?? "";
        assert.deepEqual(["NetworkPolicy", "Ingress", "Job"].map(plural), [
            "networkpolicies",
            "ingresses",
            "jobs",
        ]);
    });
});
