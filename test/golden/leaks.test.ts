import assert from "node:assert/strict";
import { describeLeak, findLeaks, type Readable } from "../../incidents/leaks/leak.ts";
import { stackNames } from "../../infra/config/stack-file.ts";
import { readableInDatadog, readableOf } from "../../infra/review/readable.ts";
import { offlineRenderer } from "../../infra/review/render.ts";

// Whoever looks for the cause of an incident must find it by what the shop does, and not by what things are called.
describe("what an investigator reads tells no answer", () => {
    const render = offlineRenderer();

    const holds = (readables: readonly Readable[]): void => {
        assert.ok(readables.length > 0, "nothing was looked at");
        assert.deepEqual(findLeaks(readables).map(describeLeak), []);
    };

    for (const stack of stackNames()) {
        it(`${stack}: what it has in the shop and in what watches`, async () => {
            const rendered = await render(stack);
            const readables = readableOf(rendered);
            // Killing pods and a load alone change no object that can be read.
            if (readables.length > 0) holds(readables);
            else assert.match(stack, /^(control-load|incident-11)$/);
        });
    }

    it("Datadog: monitors, dashboards, pipelines, objectives", async () => {
        holds(await readableInDatadog());
    });

    // What a drill refuses to begin with.
    it("finds what the documents' names in Datadog tell", async () => {
        const found = findLeaks(await readableInDatadog("documented"));
        assert.deepEqual(
            [...new Set(found.map(({ where }) => where))].sort(),
            [
                ...["autoscaling", "incident-detection", "incident-logs", "incident-monitoring"],
                "latency",
            ].map((name) => `datadog: DashboardJson ${name}, dashboard`),
        );
    });

    it("finds the documented name of a stack's object, and a stack's name in a label", async () => {
        const rendered = await render("incident-7");
        const scaler = rendered.resources.find(({ type }) => type.endsWith("Autoscaler"));
        assert.ok(scaler !== undefined);
        const planted = {
            ...rendered,
            resources: [
                {
                    ...scaler,
                    inputs: {
                        ...scaler.inputs,
                        metadata: {
                            name: "front-end-hpa-broken",
                            namespace: "sock-shop",
                            labels: { "sock-shop/release": "incident-7" },
                        },
                    },
                },
            ],
        };
        assert.deepEqual(
            findLeaks(readableOf(planted)).map(({ where, word }) => [where, word]),
            [
                [
                    "incident-7: HorizontalPodAutoscaler sock-shop/front-end-hpa-broken, metadata.name",
                    "broken",
                ],
                [
                    "incident-7: HorizontalPodAutoscaler sock-shop/front-end-hpa-broken, metadata.labels.sock-shop/release",
                    "incident",
                ],
            ],
        );
    });
});
