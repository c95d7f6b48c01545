import assert from "node:assert/strict";
import {
    fieldManagerOf,
    propagationOf,
    timeoutOf,
    waitForOf,
} from "../../../../../infra/plugins/kubernetes/annotations.ts";
import {
    readCheckpoint,
    writeCheckpoint,
} from "../../../../../infra/plugins/kubernetes/checkpoint.ts";
import { idOf, parseId, without } from "../../../../../infra/plugins/kubernetes/kube-object.ts";
import { keepIgnored } from "../../../../../infra/plugins/kubernetes/ignore-changes.ts";
import { pruneToShape } from "../../../../../infra/plugins/kubernetes/prune.ts";
import {
    hasSecret,
    secret,
    type PropertyMap,
} from "../../../../../infra/plugins/protocol/property.ts";

describe("a checkpoint", () => {
    const inputs = { apiVersion: "v1", kind: "ConfigMap", data: { open: "a", hidden: "b" } };
    const live = { ...inputs, metadata: { uid: "1" } };
    const marked = { ...inputs, data: { open: "a", hidden: secret("b") } };
    const state = writeCheckpoint(inputs, live, marked, "manager", "v1");

    it("comes back as it was written", () => {
        assert.deepEqual(readCheckpoint(state), {
            inputs,
            live,
            fieldManager: "manager",
            initialApiVersion: "v1",
        });
    });

    it("marks as secret what came from a secret, in the live object and in the inputs, and nothing else", () => {
        const data = { open: "a", hidden: secret("b") };
        assert.deepEqual(state["data"], data);
        assert.deepEqual((state["__inputs"] as PropertyMap)["data"], data);
        assert.equal(hasSecret(state["metadata"]), false);
    });

    it("of a Secret is secret always", () => {
        const object = { apiVersion: "v1", kind: "Secret", data: { a: "MQ==" } };
        const written = writeCheckpoint(object, object, object, "m", "v1");
        assert.deepEqual(written["data"], secret({ a: "MQ==" }));
        assert.deepEqual((written["__inputs"] as PropertyMap)["data"], secret({ a: "MQ==" }));
    });
});

describe("annotations", () => {
    const annotated = (annotations: PropertyMap): PropertyMap => ({ metadata: { annotations } });

    it("say how long to wait, unless the program does", () => {
        assert.equal(timeoutOf(0, {}), 600);
        assert.equal(timeoutOf(0, annotated({ "pulumi.com/timeoutSeconds": "7" })), 7);
        assert.equal(timeoutOf(3, annotated({ "pulumi.com/timeoutSeconds": "7" })), 3);
    });

    it("say how what an object owns is deleted", () => {
        const policy = (value: string): string =>
            propagationOf(annotated({ "pulumi.com/deletionPropagationPolicy": value }));
        assert.deepEqual(["orphan", "Background", "other"].map(policy), [
            "Orphan",
            "Background",
            "Foreground",
        ]);
    });

    it("name the field manager", () => {
        assert.equal(fieldManagerOf(annotated({ "pulumi.com/patchFieldManager": "me" })), "me");
        assert.equal(fieldManagerOf({}), undefined);
    });

    it("list what to wait for, one or many", () => {
        const waitFor = (text: string): string[] | undefined =>
            waitForOf(annotated({ "pulumi.com/waitFor": text }));
        assert.deepEqual(waitFor("condition=Ready"), ["condition=Ready"]);
        assert.deepEqual(waitFor('["condition=A","jsonpath={.b}"]'), [
            "condition=A",
            "jsonpath={.b}",
        ]);
        assert.throws(
            () => waitFor("Ready"),
            /expected a "jsonpath=" or "condition=" prefix, got "Ready"/,
        );
    });
});

describe("objects", () => {
    it("have an id with the namespace, if they have one", () => {
        assert.equal(idOf({ metadata: { name: "n", namespace: "s" } }), "s/n");
        assert.equal(idOf({ metadata: { name: "n" } }), "n");
        assert.deepEqual(
            [parseId("s/n"), parseId("n")],
            [{ namespace: "s", name: "n" }, { name: "n" }],
        );
    });

    it("lose a value without others being touched", () => {
        const object = { a: { b: 1, c: 2 } };
        assert.deepEqual(without(object, "a", "b"), { a: { c: 2 } });
        assert.deepEqual(object, { a: { b: 1, c: 2 } });
    });

    it("are pruned to what the program sets", () => {
        const live = { spec: { a: 1, b: 2, list: [{ x: 1, y: 2 }, { x: 3 }] }, status: {} };
        const inputs = { spec: { a: 9, list: [{ x: 0, z: "" }], gone: "x", empty: {} } };
        assert.deepEqual(pruneToShape(live, inputs), {
            spec: { a: 1, list: [{ x: 1, z: "" }], empty: {} },
        });
    });
});

describe("keepIgnored", () => {
    const live = (manager: string): PropertyMap => ({
        spec: { replicas: 5 },
        metadata: { managedFields: [{ manager, fieldsV1: { "f:spec": { "f:replicas": {} } } }] },
    });

    it("leaves a field that others own to them", () => {
        assert.deepEqual(
            keepIgnored({ spec: { replicas: 1, a: 1 } }, live("hpa"), ["spec.replicas"], "own"),
            { spec: { a: 1 } },
        );
    });

    it("keeps the present value of a field that is ours", () => {
        const kept = keepIgnored({ spec: { replicas: 1 } }, live("own"), ["spec.replicas"], "own");
        assert.deepEqual(kept, { spec: { replicas: 5 } });
    });

    it("does nothing with what isn't there", () => {
        assert.deepEqual(keepIgnored({ spec: { a: 1 } }, {}, ["spec.list[0].b"], "own"), {
            spec: { a: 1 },
        });
    });
});
