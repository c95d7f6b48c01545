import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policies/planned.ts";
import { namespaces } from "../../../../policies/rules/namespaces.ts";
import { pod, wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

describe("policy namespaces", () => {
    for (const namespace of ["sock-shop", "lab", "monitoring", "datadog", UNKNOWN]) {
        it(`lets an object in ${String(namespace)} pass`, () =>
            assert.deepEqual(wrongIn(namespaces, [pod({}, {}, { namespace })]), []));
    }

    for (const namespace of ["default", "kube-system", "sock-shop-2", undefined]) {
        it(`refuses an object in ${namespace ?? "none"}`, () =>
            assert.deepEqual(wrongIn(namespaces, [pod({}, {}, { namespace })]), [
                `namespace ${namespace}`,
            ]));
    }

    it("lets the lab's own namespaces be made, and no other", () => {
        const make = (name: string) =>
            wanted("kubernetes:core/v1:Namespace", name, { metadata: { name } });
        assert.deepEqual(wrongIn(namespaces, [make("lab"), make("other")]), ["namespace other"]);
    });

    it("lets pass the kinds without a namespace that the lab needs, and no other", () => {
        const role = wanted("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "r", {});
        const node = wanted("kubernetes:core/v1:NodePatch", "n", { metadata: { name: "node" } });
        assert.deepEqual(wrongIn(namespaces, [role, node]), ["namespace undefined"]);
    });

    it("refuses its stack file and lets the sound one pass", () => {
        assert.deepEqual(wrongIn(namespaces, wantedBy("namespaces")), ["namespace default"]);
        assert.deepEqual(wrongIn(namespaces, wantedBy("sound")), []);
    });
});
