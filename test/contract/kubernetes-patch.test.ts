import assert from "node:assert/strict";
import { findGround, type Ground } from "./ground.ts";
import { on } from "./on-ground.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench } from "./workbench.ts";

const MINUTE = 60_000;

describe("contract: patches", function () {
    this.timeout(3 * MINUTE);
    const [owner, patcher] = [new Workbench(), new Workbench()];
    const namespace = "contract-patch";
    let ground: Ground;

    function patch(annotations: object, name = "web"): ResourceSpec[] {
        const spec = {
            template: {
                spec: { containers: [{ name: "c", resources: { limits: { cpu: "50m" } } }] },
            },
        };
        const inputs = { metadata: { name, namespace, annotations }, spec };
        return on(ground, [{ name: "starve", type: "kubernetes:apps/v1:DeploymentPatch", inputs }]);
    }

    async function limits(): Promise<string> {
        const live = await ground.read("apps/v1", "Deployment", "web", namespace);
        return JSON.stringify(live?.spec?.["template"] ?? {}).replace(
            /.*"resources":(\{.*?\}\}|\{\}).*/,
            "$1",
        );
    }

    before(async () => {
        ground = await findGround();
        await Promise.all([owner.open(), patcher.open()]);
        const container = {
            name: "c",
            image: ground.idleImage,
            resources: { limits: { cpu: "200m", memory: "32Mi" } },
        };
        owner.set(
            on(ground, [
                {
                    name: "namespace",
                    type: "kubernetes:core/v1:Namespace",
                    inputs: { metadata: { name: namespace } },
                },
                {
                    name: "web",
                    type: "kubernetes:apps/v1:Deployment",
                    inputs: {
                        metadata: {
                            name: "web",
                            namespace,
                            annotations: { "pulumi.com/skipAwait": "true" },
                        },
                        spec: {
                            replicas: 0,
                            selector: { matchLabels: { app: "web" } },
                            template: {
                                metadata: { labels: { app: "web" } },
                                spec: { containers: [container] },
                            },
                        },
                    },
                },
            ]),
        );
        await owner.must(["up", "--yes", "--skip-preview"]);
    });
    after(async () => {
        await patcher.close();
        await owner.close();
    });

    it("need an object that exists (the official plugin makes one where the API server lets it)", async () => {
        patcher.set(patch({}, "nobody"));
        const { code, text } = await patcher.up();
        assert.notEqual(code, 0);
        assert.match(
            text,
            /patches Deployment "nobody" in namespace "contract-patch", which does not exist/,
        );
    });

    it("conflict with the owner of a field unless forced (await.go, patchForce)", async () => {
        patcher.set(patch({}));
        const { code, text } = await patcher.up();
        assert.notEqual(code, 0);
        assert.match(text, /conflict/);
    });

    it("change the field and nothing else, and the owner's stack sees it after a refresh", async () => {
        patcher.set(patch({ "pulumi.com/patchForce": "true" }));
        await patcher.must(["up", "--yes", "--skip-preview"]);
        assert.equal(await limits(), '{"limits":{"cpu":"50m","memory":"32Mi"}}');
        await patcher.must(["preview", "--expect-no-changes"]);
        const { code } = await owner.run(["preview", "--refresh", "--expect-no-changes"]);
        assert.notEqual(code, 0);
    });

    it("relinquish the field when destroyed: it is gone, not as it was (ssa/actions.go)", async () => {
        await patcher.must(["destroy", "--yes", "--skip-preview"]);
        assert.equal(await limits(), '{"limits":{"memory":"32Mi"}}');
    });
});
