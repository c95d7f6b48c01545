import assert from "node:assert/strict";
import { isForced, takeOverPatch } from "../../../../../infra/plugins/kubernetes/managed-fields.ts";
import type { PropertyMap } from "../../../../../infra/plugins/protocol/property.ts";

const OWN = "pulumi-kubernetes-1a2b3c4d";

function live(...managedFields: PropertyMap[]): PropertyMap {
    return { metadata: { resourceVersion: "7", managedFields } };
}

function owner(
    manager: string,
    operation: string,
    fields: PropertyMap,
    more: PropertyMap = {},
): PropertyMap {
    return { manager, operation, apiVersion: "apps/v1", fieldsV1: fields, ...more };
}

describe("takeOverPatch", () => {
    it("makes the creation's fields our own", () => {
        const object = live(owner("pulumi-kubernetes", "Update", { "f:spec": {} }));
        assert.deepEqual(takeOverPatch(object, OWN), [
            {
                op: "replace",
                path: "/metadata/managedFields",
                value: [owner(OWN, "Apply", { "f:spec": {} })],
            },
            { op: "replace", path: "/metadata/resourceVersion", value: "7" },
        ]);
    });

    it("joins them with what is ours already, and leaves others alone", () => {
        const scale = owner("hpa", "Update", { "f:spec": { "f:replicas": {} } });
        const status = owner("kubectl", "Update", { "f:status": {} }, { subresource: "status" });
        const object = live(
            owner(OWN, "Apply", { "f:spec": { "f:a": {} } }),
            scale,
            owner("kubectl", "Apply", { "f:spec": { "f:b": {} } }),
            status,
        );
        const [patch] = takeOverPatch(object, OWN) ?? [];
        assert.deepEqual(patch?.["value"], [
            scale,
            status,
            owner(OWN, "Apply", { "f:spec": { "f:a": {}, "f:b": {} } }),
        ]);
    });

    it("does nothing where there is nothing to take over", () => {
        assert.equal(
            takeOverPatch(live(owner(OWN, "Apply", {}), owner("kubectl-set", "Update", {})), OWN),
            undefined,
        );
    });
});

describe("isForced", () => {
    const forced = { metadata: { annotations: { "pulumi.com/patchForce": "true" } } };
    const apply = { enablePatchForce: false, preview: false };
    const preview = { enablePatchForce: false, preview: true };

    it("is off by default: a conflict is an error", () => {
        assert.equal(isForced({}, live(owner("hpa", "Update", {})), apply), false);
        assert.equal(isForced({}, undefined, apply), false);
    });

    it("is on by the annotation or the provider", () => {
        assert.equal(isForced(forced, live(owner("hpa", "Update", {})), apply), true);
        assert.equal(
            isForced({}, live(owner("hpa", "Update", {})), { ...apply, enablePatchForce: true }),
            true,
        );
    });

    it("is on in a preview of what the update takes over anyway", () => {
        assert.equal(isForced({}, live(owner("pulumi-kubernetes", "Update", {})), preview), true);
        assert.equal(isForced({}, live(owner("hpa", "Update", {})), preview), false);
        assert.equal(isForced({}, undefined, preview), true);
    });

    it("is on for an object whose fields nobody manages", () => {
        assert.equal(isForced({}, live(), apply), true);
    });
});
