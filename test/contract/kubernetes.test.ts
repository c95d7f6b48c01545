import assert from "node:assert/strict";
import { changesTable, groundwork, NAMESPACE, type Row } from "./changes-table.ts";
import { findGround, type Ground } from "./ground.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench, type Ran, type Step } from "./workbench.ts";

const MINUTE = 60_000;

/** All resources on the ground's cluster, the namespace before all others. */
function on(ground: Ground, resources: readonly ResourceSpec[]): ResourceSpec[] {
    const [first] = resources;
    return [
        ground.provider,
        ...resources.map((resource) => {
            const isOurs = resource.type.startsWith("kubernetes:");
            const dependsOn = [
                ...(resource.options?.dependsOn ?? []),
                ...(resource === first || first === undefined ? [] : [first.name]),
            ];
            return {
                ...resource,
                options: {
                    ...resource.options,
                    dependsOn,
                    ...(isOurs ? { provider: "cluster" } : {}),
                },
            };
        }),
    ];
}

describe("contract: what a change means", function () {
    this.timeout(4 * MINUTE);
    const bench = new Workbench();
    let ground: Ground;
    let rows: Record<string, Row>;
    let steps: Record<string, Step>;

    function resources(side: "before" | "after"): ResourceSpec[] {
        const table = Object.entries(rows).map(([name, { type, options, [side]: inputs }]) => ({
            ...{ name, type, inputs },
            ...(options === undefined ? {} : { options }),
        }));
        return on(ground, [...groundwork(), ...table]);
    }

    before(async () => {
        ground = await findGround();
        rows = changesTable(ground);
        await bench.open();
        bench.set(resources("before"));
        await bench.must(["up", "--yes", "--skip-preview"]);
        bench.set(resources("after"));
        steps = await bench.preview();
    });
    after(() => bench.close());

    it("holds row by row", () => {
        const found = Object.keys(rows).map((name) => [name, steps[name]]);
        const expected = Object.entries(rows).map(([name, { op, diff }]) => [name, { op, diff }]);
        assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
    });

    it("is then done, and a second look finds nothing", async () => {
        await bench.must(["up", "--yes", "--skip-preview"]);
        await bench.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
        await bench.must(["preview", "--expect-no-changes"]);
        const changed = await ground.read("v1", "ConfigMap", "config-data", NAMESPACE);
        assert.deepEqual(changed?.data, { a: "2" });
    });

    it("finds what somebody else changed, and puts it back", async () => {
        const replicas = async (): Promise<unknown> =>
            (await ground.read("apps/v1", "Deployment", "deploy-same", NAMESPACE))?.spec?.[
                "replicas"
            ];
        const metadata = { name: "deploy-same", namespace: NAMESPACE };
        await ground.tamper({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata,
            spec: { paused: true, replicas: 1 },
        });
        await bench.must(["refresh", "--yes", "--skip-preview"]);
        assert.deepEqual((await bench.preview())["deploy-same"], {
            op: "update",
            diff: { "spec.replicas": "update" },
        });
        const conflict = await bench.up();
        assert.notEqual(conflict.code, 0);
        assert.match(conflict.text, /conflict with "somebody-else"/);
        assert.equal(await replicas(), 1);
        // The annotation takes the field back.
        rows["deploy-same"] = forced(rows["deploy-same"]);
        bench.set(resources("after"));
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.equal(await replicas(), 0);
    });

    it("forgets what somebody else deleted, and makes it again", async () => {
        await ground.remove("v1", "Service", "service-port", NAMESPACE);
        await bench.must(["refresh", "--yes", "--skip-preview"]);
        assert.equal((await bench.preview())["service-port"]?.op, "create");
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.notEqual(await ground.read("v1", "Service", "service-port", NAMESPACE), undefined);
    });

    it("keeps secrets out of the state's plain text", async () => {
        const text = (await bench.must(["stack", "export"])).stdout;
        assert.equal(text.includes(Buffer.from("2").toString("base64")), false);
        const { "secret-text": secretText } = await bench.state();
        assert.match(JSON.stringify(secretText?.outputs["data"]), /"ciphertext"/);
    });
});

function forced(row: Row | undefined): Row {
    assert.ok(row);
    const metadata = row.after["metadata"] as { annotations: object };
    const annotations = { ...metadata.annotations, "pulumi.com/patchForce": "true" };
    return { ...row, after: { ...row.after, metadata: { ...metadata, annotations } } };
}

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
        assert.equal(JSON.parse(JSON.stringify(live?.status)).availableReplicas, 1);
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
        assert.equal(JSON.parse(JSON.stringify(done?.status)).succeeded, 1);
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
