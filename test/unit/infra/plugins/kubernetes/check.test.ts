import assert from "node:assert/strict";
import { checkResource, type CheckRequest } from "../../../../../infra/plugins/kubernetes/check.ts";
import { secret, UNKNOWN } from "../../../../../infra/plugins/protocol/property.ts";

const SEED = new TextEncoder().encode("seed");

function check(
    type: string,
    news: CheckRequest["news"],
    more: Partial<CheckRequest> = {},
): ReturnType<typeof checkResource> {
    const urn = `urn:pulumi:dev::shop::kubernetes:${type}::web`;
    return checkResource({
        urn,
        olds: undefined,
        news,
        seed: SEED,
        namespace: undefined,
        autonaming: undefined,
        ...more,
    });
}

describe("checkResource", () => {
    it("makes up a name, the same for the same seed, and says that it did", () => {
        const { inputs } = check("core/v1:ConfigMap", {});
        assert.deepEqual(inputs, check("core/v1:ConfigMap", {}).inputs);
        const metadata = inputs["metadata"] as { name: string; annotations: unknown };
        assert.match(metadata.name, /^web-[0-9a-f]{8}$/);
        assert.deepEqual(metadata.annotations, { "pulumi.com/autonamed": "true" });
    });

    it("keeps the name that it once made up", () => {
        const olds = {
            metadata: { name: "web-old", annotations: { "pulumi.com/autonamed": "true" } },
        };
        const { inputs } = check("core/v1:ConfigMap", { data: { a: "1" } }, { olds });
        assert.deepEqual(inputs, {
            apiVersion: "v1",
            kind: "ConfigMap",
            data: { a: "1" },
            ...olds,
        });
    });

    it("follows the engine's autonaming", () => {
        const autonaming = { disabled: false, proposedName: "proposed" };
        const { inputs } = check("core/v1:ConfigMap", {}, { autonaming });
        assert.equal((inputs["metadata"] as { name: string }).name, "proposed");
        const disabled = { autonaming: { disabled: true, proposedName: "" } };
        assert.throws(() => check("core/v1:ConfigMap", {}, disabled), /autonaming is disabled/);
    });

    it("leaves a name alone that isn't known yet", () => {
        const { inputs } = check("core/v1:ConfigMap", { metadata: { name: UNKNOWN } });
        assert.deepEqual(inputs["metadata"], { name: UNKNOWN });
    });

    it("wants the name of a Patch resource", () => {
        const { failures } = check("apps/v1:DeploymentPatch", { spec: {} });
        assert.deepEqual(failures, [
            {
                property: "metadata.name",
                reason: "patch resources require the `.metadata.name` field to be set",
            },
        ]);
    });

    it("gives the provider's namespace to what lives in one", () => {
        const metadata = { name: "n" };
        const placed = (type: string): unknown =>
            check(type, { metadata }, { namespace: "shop" }).inputs["metadata"];
        assert.deepEqual(placed("core/v1:ConfigMap"), { name: "n", namespace: "shop" });
        assert.deepEqual(placed("storage.k8s.io/v1:StorageClass"), { name: "n" });
    });

    it("turns a Secret's text into data, and keeps it secret whether it was marked or not", () => {
        const metadata = { name: "n" };
        const { inputs } = check("core/v1:Secret", {
            metadata,
            stringData: { pw: "hunter2" },
            data: { k: "dg==" },
        });
        const data = secret({ k: "dg==", pw: Buffer.from("hunter2").toString("base64") });
        assert.deepEqual(inputs, { apiVersion: "v1", kind: "Secret", metadata, data });
    });

    it("keeps secret marks where they are, and only there", () => {
        const metadata = { name: "n" };
        const env = [{ name: "A", value: secret("s") }];
        const { inputs } = check("core/v1:Pod", {
            metadata,
            spec: { nodeName: "x", containers: [{ env }] },
        });
        assert.deepEqual(inputs["spec"], {
            nodeName: "x",
            containers: secret([{ env: [{ name: "A", value: "s" }] }]),
        });
    });

    it("writes quantities as the API server does, but only where they are quantities", () => {
        const { inputs } = check("core/v1:Pod", {
            metadata: { name: "n", labels: { limits: "1000m" }, creationTimestamp: null },
            spec: {
                containers: [{ name: "c", resources: { limits: { cpu: "1000m", memory: 1024 } } }],
            },
        });
        assert.deepEqual(inputs["spec"], {
            containers: [{ name: "c", resources: { limits: { cpu: "1", memory: "1024" } } }],
        });
        assert.deepEqual(inputs["metadata"], { name: "n", labels: { limits: "1000m" } });
    });

    it("refuses by name what it doesn't support", () => {
        const refused = {
            "helm.sh/v3:Release": /Helm charts and releases/,
            "apiextensions.k8s.io/v1:CustomResourceDefinition":
                /CustomResourceDefinition and CustomResource/,
            "stable.example.com/v1:CronTab": /only kinds of Kubernetes itself/,
            "core/v1:ConfigMapList": /list resources exist for compatibility/,
        };
        for (const [type, message] of Object.entries(refused))
            assert.throws(() => check(type, {}), message);
    });

    it("refuses generateName", () => {
        assert.throws(
            () => check("core/v1:Pod", { metadata: { generateName: "x-" } }),
            /generateName.*not supported/,
        );
    });
});
