import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import { planFaults } from "../../../../incidents/faults/live-plan.ts";
import { faultContext } from "../../../../infra/program/ground.ts";
import { parseGolden } from "../../../../infra/review/golden.ts";
import { healthyLab } from "../../../../infra/review/healthy-lab.ts";
import { SAME_EVERYWHERE } from "../../../../infra/review/offline-ground.ts";
import { previewOf, renderPreview } from "../../../../infra/review/preview.ts";
import { offlineRenderer, type RenderedStack } from "../../../../infra/review/render.ts";
import { FakeCluster } from "../../incidents/fake-cluster.ts";

const render = offlineRenderer();

const preview = (...args: string[]) =>
    spawnSync(process.execPath, ["infra/cli/main.ts", "preview", ...args], { encoding: "utf8" });

const timed = (...args: string[]) => {
    const before = performance.now();
    const { status, stdout } = preview(...args);
    return { status, stdout, seconds: (performance.now() - before) / 1000 };
};

describe("preview without a cluster", function () {
    this.timeout(60_000);
    let healthy: RenderedStack;

    before(async () => {
        healthy = await render("baseline");
    });

    for (const stack of INCIDENTS) {
        it(`of ${stack} says what its golden file says`, async () => {
            const shown = previewOf(await render(stack), false);
            const golden = parseGolden(readFileSync(`test/golden/${stack}.json`, "utf8"));
            assert.ok(golden !== undefined && "incident" in golden && "incident" in shown);
            const { resources: _resources, load, added, ...rest } = golden;
            const { sizedFor: _sizedFor, stack: name, baseline, ...said } = shown;
            assert.deepEqual(said, {
                ...rest,
                ...(load === undefined ? {} : { load: `load: ${load.size}` }),
                added: Object.keys(added),
            });
            assert.deepEqual([name, baseline], [stack, "baseline"]);
        });

        // The engine's preview reads the old values from the API server: these are the baseline's own objects there.
        it(`of ${stack} shows the changes that the engine's shows of a healthy cluster`, async () => {
            const { resources, outputs } = healthy;
            const { facts } = healthyLab("baseline", resources, outputs);
            const { config, ...rendered } = await render(stack);
            assert.ok(config.role === "incident");
            const live = await planFaults(
                new FakeCluster(...clusterWith(resources.map(({ inputs }) => inputs))),
                faultContext(stack, facts),
                "baseline",
                config.faults,
                () => Promise.resolve([]),
            );
            const shown = previewOf({ config, ...rendered }, false);
            assert.ok("changes" in shown);
            assert.deepEqual(shown.changes, JSON.parse(JSON.stringify(live.changes)));
        });
    }

    it("reads like this", async () => {
        assert.equal(
            renderPreview(previewOf(await render("incident-8"), false)),
            `incident-8: Catalogue database degradation

| object | field | old → new |
| - | - | - |
| Deployment catalogue-db | containers[catalogue-db].resources.limits.cpu | 500m → 50m |
| Deployment catalogue-db | containers[catalogue-db].resources.requests.cpu | 100m → 25m |

load: 335 users of browse for 180 s (1.6 × the 208 requests/s that catalogue-db answers at 50m, calibrated 2026-11-21)
  (of the reference machine: this one was not measured; npm run calibrate)
ends by itself after: 30m
recovery: pulumi destroy --stack incident-8
recorded first, put back last: Deployment catalogue-db`,
        );
    });

    it("takes the pace that is asked for", async () => {
        const short = offlineRenderer({ ...SAME_EVERYWHERE, pace: "short" });
        const shown = previewOf(await short("incident-7"), true);
        assert.ok("load" in shown);
        assert.match(shown.load ?? "", /^load: 1221 users of mixed for 120 s/);
        assert.equal(shown.sizedFor, "this machine");
    });

    it("is there within ten seconds, as JSON too", () => {
        // Other tests run at the same time: one quick run of three shows what it takes.
        let said = timed("incident-8", "--json");
        for (let again = 0; again < 2 && said.seconds > 10; again++) {
            said = timed("incident-8", "--json");
        }
        const { status, stdout, seconds } = said;
        assert.equal(status, 0);
        assert.ok(seconds <= 10, `${seconds.toFixed(1)} s`);
        const { changes, recovery } = JSON.parse(stdout) as Record<string, unknown>;
        assert.deepEqual(changes, [
            {
                object: "Deployment catalogue-db",
                field: "containers[catalogue-db].resources.limits.cpu",
                from: "500m",
                to: "50m",
            },
            {
                object: "Deployment catalogue-db",
                field: "containers[catalogue-db].resources.requests.cpu",
                from: "100m",
                to: "25m",
            },
        ]);
        assert.equal(recovery, "pulumi destroy --stack incident-8");
    });

    it("of a baseline lists its objects", () => {
        const { status, stdout } = preview("baseline");
        assert.equal(status, 0);
        assert.match(stdout, /^baseline: the healthy lab$/m);
        assert.match(stdout, /^\| Namespace \| 3 \| lab, monitoring, sock-shop \|$/m);
    });

    it("refuses an unknown stack with those that there are", () => {
        const { status, stdout, stderr } = preview("incident-88");
        assert.equal(status, 1);
        assert.equal(stdout, "");
        assert.match(
            stderr,
            /^stacks\/Pulumi\.incident-88\.yaml: no stack incident-88\n {2}allowed: baseline, control-load, incident-1, .+\n {2}cure: /,
        );
    });
});

/** The objects of a program as an API server has them, with all pods available. */
function clusterWith(inputs: readonly Record<string, unknown>[]): KubeObject[] {
    return inputs.flatMap((one) => {
        const object = one as unknown as KubeObject;
        if (object.kind !== "Deployment" && object.kind !== "Service") return [];
        const status = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
        return [object.kind === "Deployment" ? { ...object, status } : object];
    });
}
