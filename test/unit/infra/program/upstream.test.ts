import assert from "node:assert/strict";
import { BaselineConfig } from "../../../../infra/config/schema.ts";
import { baseline } from "../../../../infra/program/baseline.ts";
import { registeredBy } from "../../../support/mocks.ts";
import { offlineGround } from "../../../support/offline-ground.ts";

const config = BaselineConfig.parse({
    role: "baseline",
    cluster: { name: "sockshop", httpPort: 2025 },
    images: "upstream",
});

interface PodSpec {
    template: { spec: { containers: { image: string }[] } };
}

describe("baseline of upstream's images", () => {
    it("is refused at preview where no registry answers", async () => {
        await assert.rejects(baseline("baseline", config, offlineGround()), {
            message:
                "stacks/Pulumi.baseline.yaml, sock-shop:images: upstream, but no image registry answers that has the released images\n" +
                "  allowed: own, or upstream where a registry answers\n" +
                "  cure:    pulumi config set sock-shop:images own --stack baseline",
        });
    });

    it("loads nothing of its own into the nodes but what the lab needs, and runs the released images", async () => {
        const ground = {
            ...offlineGround(),
            imageSource: (): Promise<"registry"> => Promise.resolve("registry"),
        };
        const resources = await registeredBy(() => baseline("baseline", config, ground));
        const images = resources.find((one) => one.name === "images");
        assert.equal(
            images?.inputs["create"],
            "node infra/images/main.ts load --cluster sockshop load-generator network-proxy keeper alert-receiver",
        );
        const running = resources
            .filter(
                ({ type, inputs }) =>
                    type === "kubernetes:apps/v1:Deployment" &&
                    (inputs["metadata"] as { namespace: string }).namespace === "sock-shop",
            )
            .map((one) => {
                const { template } = one.inputs["spec"] as PodSpec;
                return template.spec.containers[0]?.image ?? "none";
            });
        assert.equal(running.length, 14);
        assert.deepEqual(
            running.filter((image) => !/^(weaveworksdemos\/|mongo:|redis:|rabbitmq:)/.test(image)),
            [],
        );
    });
});
