import assert from "node:assert/strict";
import { findGround, type Ground } from "./ground.ts";
import { on } from "./on-ground.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench, type Ran } from "./workbench.ts";

const MINUTE = 60_000;

describe("contract: what isn't known, what can't be reached, what isn't supported", function () {
    this.timeout(3 * MINUTE);
    const bench = new Workbench();
    const namespace = "contract-rest";
    let ground: Ground;
    const job = (): ResourceSpec[] => [
        {
            name: "namespace",
            type: "kubernetes:core/v1:Namespace",
            inputs: { metadata: { name: namespace } },
        },
        {
            name: "word",
            type: "command:local:Command",
            inputs: { create: "echo hello" },
            outputs: ["stdout"],
        },
        {
            name: "said",
            type: "kubernetes:core/v1:ConfigMap",
            inputs: {
                metadata: { name: "said", namespace },
                data: { word: { $output: ["word", "stdout"] } },
            },
        },
        {
            name: "once",
            type: "kubernetes:batch/v1:Job",
            inputs: {
                metadata: { name: "once", namespace },
                spec: {
                    template: {
                        spec: {
                            restartPolicy: "Never",
                            containers: [
                                {
                                    name: "c",
                                    image: ground.onceImage,
                                    args: ["-version"],
                                    resources: { requests: { cpu: "1m" } },
                                },
                            ],
                        },
                    },
                },
            },
        },
    ];

    before(async () => {
        ground = await findGround();
        await bench.open();
    });
    after(() => bench.close());

    it("previews what isn't known yet, and waits for a Job to complete", async () => {
        bench.set(on(ground, job()));
        assert.equal((await bench.preview())["said"]?.op, "create");
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.deepEqual((await ground.read("v1", "ConfigMap", "said", namespace))?.data, {
            word: "hello",
        });
        const done = await ground.read("batch/v1", "Job", "once", namespace);
        assert.equal((done?.status as { succeeded?: number } | undefined)?.succeeded, 1);
    });

    it("refuses to forget what it can't reach, names the cure, and follows it", async () => {
        const away = {
            ...ground.provider,
            inputs: { ...ground.provider.inputs, kubeconfig: AWAY, context: "away" },
        };
        const lost = new Workbench();
        await lost.open();
        const inputs = { metadata: { name: "lost", namespace }, data: {} };
        const lostMap: ResourceSpec = {
            name: "lost",
            type: "kubernetes:core/v1:ConfigMap",
            inputs,
            options: { provider: "cluster" },
        };
        lost.set([ground.provider, lostMap]);
        await lost.must(["up", "--yes", "--skip-preview"]);
        lost.set([away, lostMap]);
        await lost.must(["up", "--yes", "--skip-preview"]); // the identifier says that it is the same cluster
        const cure = /PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"/;
        const refreshed = await lost.refresh();
        assert.notEqual(refreshed.code, 0);
        assert.match(refreshed.text, cure);
        const destroyed = await lost.destroy();
        assert.notEqual(destroyed.code, 0);
        assert.match(destroyed.text, cure);
        const forgotten: Ran = await lost.destroy({ PULUMI_K8S_DELETE_UNREACHABLE: "true" });
        assert.equal(forgotten.code, 0, forgotten.text);
        await lost.close();
    });

    for (const [type, message] of Object.entries({
        "kubernetes:helm.sh/v3:Release": /Helm charts and releases/,
        "kubernetes:stable.example.com/v1:CronTab": /only kinds of Kubernetes itself/,
        "command:remote:Command": /knows command:local:Command only/,
    })) {
        it(`refuses ${type} by name (the official plugin has it)`, async () => {
            const refused: ResourceSpec = {
                name: "refused",
                type,
                inputs: { metadata: { name: "x" } },
            };
            bench.set(on(ground, [...job(), refused]));
            const { code, text } = await bench.run(["preview"]);
            assert.notEqual(code, 0);
            assert.match(text, message);
            bench.set(on(ground, job()));
        });
    }
});

const AWAY = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "away",
    clusters: [{ name: "away", cluster: { server: "https://127.0.0.1:1" } }],
    contexts: [{ name: "away", context: { cluster: "away", user: "away" } }],
    users: [{ name: "away", user: {} }],
});
