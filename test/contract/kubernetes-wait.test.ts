import assert from "node:assert/strict";
import { findGround, type Ground } from "./ground.ts";
import { on } from "./on-ground.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench } from "./workbench.ts";

const MINUTE = 60_000;

describe("contract: waiting", function () {
    this.timeout(3 * MINUTE);
    const bench = new Workbench();
    const namespace = "contract-wait";
    let ground: Ground;

    function web(
        image: string,
        more: Partial<ResourceSpec> = {},
        annotations: object = {},
    ): ResourceSpec[] {
        const labels = { app: "web" };
        const container = {
            name: "c",
            image,
            imagePullPolicy: "Never",
            resources: { requests: { cpu: "1m" } },
        };
        return on(ground, [
            {
                name: "namespace",
                type: "kubernetes:core/v1:Namespace",
                inputs: { metadata: { name: namespace } },
            },
            {
                name: "web",
                type: "kubernetes:apps/v1:Deployment",
                inputs: {
                    metadata: { name: "web", namespace, annotations },
                    spec: {
                        selector: { matchLabels: labels },
                        strategy: { type: "Recreate" },
                        template: {
                            metadata: { labels },
                            spec: { terminationGracePeriodSeconds: 0, containers: [container] },
                        },
                    },
                },
                ...more,
            },
        ]);
    }

    before(async () => {
        ground = await findGround();
        await bench.open();
    });
    after(() => bench.close());

    it("gives up after the timeout, says why, and records what there is", async () => {
        bench.set(
            web("contract/none:1", { options: { customTimeouts: { create: "4s", update: "4s" } } }),
        );
        const { code, text } = await bench.up();
        assert.notEqual(code, 0);
        assert.match(text, /not ready within 4 s/);
        assert.match(text, /ErrImageNeverPull/);
        const { web: recorded } = await bench.state();
        assert.equal(recorded?.id, "contract-wait/web");
        assert.match(recorded.initErrors?.join("\n") ?? "", /ErrImageNeverPull/);
    });

    it("tries again on the next update, even without a change", async () => {
        const { code, text } = await bench.up();
        assert.notEqual(code, 0);
        assert.match(text, /ErrImageNeverPull/);
    });

    it("ends when the rollout does", async () => {
        bench.set(web(ground.idleImage));
        await bench.must(["up", "--yes", "--skip-preview"]);
        const live = await ground.read("apps/v1", "Deployment", "web", namespace);
        assert.equal(
            (live?.status as { availableReplicas?: number } | undefined)?.availableReplicas,
            1,
        );
        assert.equal((await bench.state())["web"]?.initErrors, undefined);
    });

    it("doesn't happen where the program says so", async () => {
        bench.set(web("contract/none:1", {}, { "pulumi.com/skipAwait": "true" }));
        await bench.must(["up", "--yes", "--skip-preview"]);
    });

    it("ends on Ctrl-C, and the resource stays in the state", async () => {
        bench.set(web("contract/none:2"));
        const { child, ended } = bench.start(["up", "--yes", "--skip-preview"]);
        await said(child, /replicas updated|replicas available|ErrImageNeverPull/);
        child.kill("SIGINT");
        const { code, text } = await ended;
        assert.notEqual(code, 0);
        assert.match(text, /waiting was cancelled/);
        const { web: recorded } = await bench.state();
        assert.match(JSON.stringify(recorded?.outputs), /contract\/none:2/);
    });
});

/** Resolves when the output says it. */
function said(child: ReturnType<Workbench["start"]>["child"], pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
        let text = "";
        child.stdout?.on("data", (chunk: string) => {
            text += chunk;
            if (pattern.test(text)) resolve();
        });
        child.once("close", () => reject(new Error(`ended without saying ${pattern}:\n${text}`)));
    });
}
