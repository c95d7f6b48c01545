import assert from "node:assert/strict";
import { diffResource } from "../../../../../infra/plugins/kubernetes/check.ts";
import { diffObjects, isIgnored, stepsOf } from "../../../../../infra/plugins/kubernetes/diff.ts";
import type { PropertyMap } from "../../../../../infra/plugins/protocol/property.ts";
import { UNKNOWN } from "../../../../../infra/plugins/protocol/property.ts";

const OFF = { enableSecretMutable: false, enableConfigMapMutable: false };

interface Case {
    what: string;
    type: string;
    old: PropertyMap;
    news: PropertyMap;
    /** Path to kind, with `!` where it replaces. */
    expected: Record<string, string>;
    before?: boolean;
}

const META = { name: "web", namespace: "shop" };
const container = (image: string): PropertyMap => ({ containers: [{ name: "c", image }] });

/** As official 4.34.2, `diff.go` (forceNew) and `provider.go` (convertPatchToDiff). */
const CASES: Case[] = [
    {
        what: "a changed image is an update",
        type: "apps/v1:Deployment",
        old: { spec: { template: { spec: container("a:1") } } },
        news: { spec: { template: { spec: container("a:2") } } },
        expected: { "spec.template.spec.containers[0].image": "update" },
    },
    {
        what: "a changed selector replaces the Deployment, which has to go first",
        type: "apps/v1:Deployment",
        old: { spec: { selector: { matchLabels: { a: "1" } } } },
        news: { spec: { selector: { matchLabels: { a: "2" } } } },
        expected: { "spec.selector.matchLabels.a": "update!" },
        before: true,
    },
    {
        what: "a Patch of the same field is changed in place",
        type: "apps/v1:DeploymentPatch",
        old: { spec: { selector: { matchLabels: { a: "1" } } } },
        news: { spec: { selector: { matchLabels: { a: "2" } } } },
        expected: { "spec.selector.matchLabels.a": "update" },
    },
    {
        what: "a Job's template replaces it",
        type: "batch/v1:Job",
        old: { spec: { template: { spec: container("a:1") } } },
        news: { spec: { template: { spec: container("a:2") } } },
        expected: { "spec.template.spec.containers[0].image": "update!" },
        before: true,
    },
    {
        what: "a ConfigMap's data replaces it, unless the provider says else",
        type: "core/v1:ConfigMap",
        old: { data: { a: "1" } },
        news: { data: { a: "1", "b.c": "2" } },
        expected: { 'data["b.c"]': "add!" },
        before: true,
    },
    {
        what: "a claim's storage class replaces it, its size doesn't",
        type: "core/v1:PersistentVolumeClaim",
        old: { spec: { storageClassName: "a", resources: { requests: { storage: "1Gi" } } } },
        news: { spec: { storageClassName: "b", resources: { requests: { storage: "2048Mi" } } } },
        expected: {
            "spec.storageClassName": "update!",
            "spec.resources.requests.storage": "update",
        },
        before: true,
    },
    {
        what: "a StorageClass is replaced for its parameters",
        type: "storage.k8s.io/v1:StorageClass",
        old: { parameters: { type: "a" }, reclaimPolicy: "Delete" },
        news: { reclaimPolicy: "Delete" },
        expected: { parameters: "delete!" },
        before: true,
    },
    {
        what: "a Service is replaced for its clusterIP, not for its type",
        type: "core/v1:Service",
        old: { spec: { clusterIP: "10.0.0.1", type: "ClusterIP" } },
        news: { spec: { clusterIP: "None", type: "NodePort" } },
        expected: { "spec.clusterIP": "update!", "spec.type": "update" },
        before: true,
    },
    {
        what: "a Pod's container is replaced for a field of it",
        type: "core/v1:Pod",
        old: { spec: { containers: [{ name: "c", image: "a:1" }] } },
        news: {
            spec: { containers: [{ name: "c", image: "a:1", env: [{ name: "A", value: "1" }] }] },
        },
        expected: { "spec.containers[0].env": "add!" },
        before: true,
    },
    {
        what: "quantities of equal size, and what the server leaves out because it is empty, are no change",
        type: "core/v1:Pod",
        old: {
            spec: {
                hostNetwork: false,
                containers: [{ name: "c", resources: { limits: { cpu: "1" } } }],
            },
        },
        news: {
            spec: {
                hostNetwork: false,
                containers: [{ name: "c", resources: { limits: { cpu: "1000m" } } }],
            },
        },
        expected: {},
    },
    {
        what: "a value that isn't known yet is a change",
        type: "core/v1:Service",
        old: { spec: { type: "ClusterIP" } },
        news: { spec: { type: UNKNOWN, externalName: UNKNOWN } },
        expected: { "spec.type": "update", "spec.externalName": "add" },
    },
    {
        what: "a list item taken away is a change of its own",
        type: "apps/v1:Deployment",
        old: { spec: { template: { spec: { imagePullSecrets: [{ name: "a" }, { name: "b" }] } } } },
        news: { spec: { template: { spec: { imagePullSecrets: [{ name: "b" }] } } } },
        expected: {
            "spec.template.spec.imagePullSecrets[0].name": "update",
            "spec.template.spec.imagePullSecrets[1]": "delete",
        },
    },
];

function stateOf(type: string, inputs: PropertyMap, live: PropertyMap = inputs): PropertyMap {
    const [version = "", kind = ""] = type.replace(/^core\//, "").split(":");
    const head = { apiVersion: version, kind: kind.replace(/Patch$/, ""), metadata: META };
    return {
        ...head,
        ...live,
        status: { some: "thing" },
        __inputs: { ...head, ...inputs },
        __fieldManager: "m",
    };
}

function newsOf(type: string, news: PropertyMap): PropertyMap {
    const { apiVersion, kind, metadata } = stateOf(type, {});
    return { apiVersion: apiVersion ?? "", kind: kind ?? "", metadata: metadata ?? {}, ...news };
}

function diff(
    type: string,
    state: PropertyMap,
    news: PropertyMap,
    more: object = {},
): ReturnType<typeof diffResource> {
    const urn = `urn:pulumi:dev::shop::kubernetes:${type}::web`;
    return diffResource({
        urn,
        state,
        news,
        ignoreChanges: [],
        mutability: OFF,
        defaultNamespace: "default",
        ...more,
    });
}

function shown({ changes }: ReturnType<typeof diffResource>): Record<string, string> {
    return Object.fromEntries(
        [...changes].map(([path, { kind, replace }]) => [path, replace ? `${kind}!` : kind]),
    );
}

describe("diffResource", () => {
    for (const { what, type, old, news, expected, before } of CASES) {
        it(what, () => {
            const result = diff(type, stateOf(type, old), newsOf(type, news));
            assert.deepEqual(shown(result), expected);
            assert.equal(result.deleteBeforeReplace, before ?? false);
        });
    }

    it("sees what somebody else changed of our fields, but not what the cluster added", () => {
        const inputs = { spec: { replicas: 2 } };
        const live = { spec: { replicas: 3, revisionHistoryLimit: 10 } };
        const result = diff(
            "apps/v1:Deployment",
            stateOf("apps/v1:Deployment", inputs, live),
            newsOf("apps/v1:Deployment", inputs),
        );
        assert.deepEqual(shown(result), { "spec.replicas": "update" });
    });

    it("changes a ConfigMap or a Secret in place where the provider allows it, not an immutable one", () => {
        const mutability = { enableSecretMutable: true, enableConfigMapMutable: true };
        for (const type of ["core/v1:ConfigMap", "core/v1:Secret"]) {
            const olds = { data: { a: "MQ==" }, immutable: false };
            const state = stateOf(type, olds);
            const changed = { data: { a: "Mg==" }, immutable: false };
            assert.deepEqual(shown(diff(type, state, newsOf(type, changed), { mutability })), {
                "data.a": "update",
            });
            const fixed = { data: { a: "Mg==" }, immutable: true };
            const replaced = shown(
                diff(type, stateOf(type, { ...olds, immutable: true }), newsOf(type, fixed), {
                    mutability,
                }),
            );
            assert.deepEqual(replaced, { "data.a": "update!" });
        }
    });

    it("lets an autonamed object be replaced by another one before it goes", () => {
        const metadata = { ...META, annotations: { "pulumi.com/autonamed": "true" } };
        const state = { ...stateOf("core/v1:ConfigMap", { data: { a: "1" }, metadata }), metadata };
        const result = diff(
            "core/v1:ConfigMap",
            state,
            newsOf("core/v1:ConfigMap", { data: { a: "2" }, metadata }),
        );
        assert.deepEqual(
            [shown(result), result.deleteBeforeReplace],
            [{ "data.a": "update!" }, false],
        );
    });

    it("replaces for another name or namespace, without deleting first", () => {
        const type = "core/v1:Service";
        const moved = diff(
            type,
            stateOf(type, {}),
            newsOf(type, { metadata: { name: "web", namespace: "other" } }),
        );
        assert.deepEqual(
            [shown(moved), moved.deleteBeforeReplace],
            [{ "metadata.namespace": "update!" }, false],
        );
    });

    it("takes the default namespace and no namespace for the same", () => {
        const type = "core/v1:Service";
        const live = { metadata: { name: "web", namespace: "default" } };
        const state = stateOf(type, { metadata: { name: "web" } }, live);
        assert.equal(
            diff(type, state, newsOf(type, { metadata: { name: "web" } })).changes.size,
            0,
        );
    });

    it("leaves ignored changes out", () => {
        const type = "apps/v1:Deployment";
        const state = stateOf(type, { spec: { replicas: 1, paused: true } });
        const news = newsOf(type, { spec: { replicas: 2, paused: false } });
        assert.deepEqual(shown(diff(type, state, news, { ignoreChanges: ["spec.replicas"] })), {
            "spec.paused": "update",
        });
    });
});

describe("diffObjects", () => {
    it("says of a field taken out that it shows in the inputs", () => {
        assert.deepEqual(
            [...diffObjects({ a: 1 }, {}, [])],
            [["a", { kind: "delete", replace: false, inputDiff: true }]],
        );
    });
});

describe("isIgnored", () => {
    it("holds for the path and all below it", () => {
        assert.equal(isIgnored("spec.template.spec.containers[0].image", ["spec.template"]), true);
        assert.equal(isIgnored("spec.templateX", ["spec.template"]), false);
        assert.equal(isIgnored("spec.containers[1].image", ["spec.containers[*].image"]), true);
    });

    it("reads quoted keys", () => {
        assert.deepEqual(stepsOf('metadata.annotations["a.b/c"][0]'), [
            "metadata",
            "annotations",
            "a.b/c",
            "0",
        ]);
    });
});
