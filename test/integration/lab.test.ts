import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { LAB_NAMESPACE, loadName, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import {
    compareSnapshots,
    type Snapshot,
    takeSnapshot,
} from "../../incidents/evidence/snapshot.ts";
import { differences } from "../../incidents/recovery/difference.ts";
import { expiryJob } from "../../incidents/recovery/expiry.ts";
import { waitForRollout } from "../../incidents/recovery/rollout.ts";
import { planOf } from "../../infra/cli/chaos/draw.ts";
import { LiveWorld } from "../../infra/cli/chaos/live-world.ts";
import { chaosSeries } from "../../infra/cli/chaos/series.ts";
import { chaosTable, roundLine } from "../../infra/cli/chaos/table.ts";
import { renderProof } from "../../incidents/proof/render.ts";
import { limitsOf, owners } from "../support/deployment.ts";
import { settledSnapshot, waitForPages, waitForTargets } from "../support/lab-back.ts";
import { killed, scanned } from "../support/lab-engine.ts";
import { TestLab } from "../support/lab.ts";
import { malformedToPreview, previewMalformed } from "../support/malformed-previews.ts";
import { objectVersions } from "../support/object-versions.ts";
import { proveOn } from "../support/prove-on.ts";

const CATALOGUE_DB = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
    name: "catalogue-db",
};
/** Any would do; the same one is the same kills, wherever it runs. */
const CHAOS_SEED = 10;
const JOBS = collectionPath({ apiVersion: "batch/v1", kind: "Job", namespace: LAB_NAMESPACE });

// A real cluster, engine and shop. The tests build on each other: making a cluster for each would
// take longer than all of them.
describe("a lab from nothing to nothing", function () {
    this.bail(true);
    let lab: TestLab;
    let kube: KubeClient;
    let healthy: Snapshot;
    /** What incident-8 takes uninterrupted. */
    const span = { up: 0, destroy: 0 };

    before(async () => {
        lab = await TestLab.create();
    });
    after(async () => {
        kube?.close();
        await lab?.remove();
    });

    it("refuses an incident without a baseline, with the command to run", async () => {
        const { code, output } = await lab.pulumi(["preview", "--stack", "incident-8"]);
        assert.notEqual(code, 0);
        assert.match(output, /stack baseline: not up/);
        assert.match(output, /cure: +pulumi up --stack baseline/);
    });

    it("refuses at preview a port that somebody listens on, and names them", async () => {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(lab.port, "127.0.0.1", resolve));
        try {
            const { code, output } = await lab.pulumi(["preview", "--stack", "baseline"]);
            assert.notEqual(code, 0);
            assert.match(
                output,
                new RegExp(
                    `port ${lab.port} of 127.0.0.1 is taken by .+ \\(process ${process.pid}\\)`,
                ),
            );
            assert.match(output, /sock-shop:cluster\.httpPort/);
        } finally {
            await new Promise((resolve) => server.close(resolve));
        }
    });

    it("refuses a misspelt key of a stack file at preview, with file, line and allowed keys", async () => {
        lab.edit("incident-8", "      limits:", "      limit:");
        const { code, output } = await lab.pulumi(["preview", "--stack", "incident-8"]);
        lab.edit("incident-8", "      limit:", "      limits:");
        assert.notEqual(code, 0);
        assert.match(
            output,
            /stacks\/Pulumi\.incident-8\.yaml:\d+, sock-shop:faults\[0\]\.limit: unknown key limit/,
        );
        assert.match(output, /allowed: kind, target, limits, requests/);
    });

    it("previews the whole baseline before there is a cluster, and makes none", async () => {
        const { output } = await lab.must(["preview", "--stack", "baseline"]);
        assert.match(output, /kubernetes:apps\/v1:Deployment front-end create/);
        assert.match(output, /\+ \d{3} to create/);
        assertNoContainer();
    });

    it("brings the baseline up, and the shop answers on the host", async () => {
        await lab.up("baseline");
        const response = await fetch(`${lab.url}/catalogue?size=100`);
        const socks = (await response.json()) as { id: string }[];
        assert.equal(response.status, 200);
        assert.equal(socks.length, 9);
        assert.equal(socks[0]?.id, "03fef6ac-1896-4ce8-bd69-b798f85c6e0b");
        kube = await lab.kube();
        healthy = await settledSnapshot(kube);
    });

    it("finds nothing to do a second time", async () => {
        const { code, output } = await lab.unchanged();
        assert.equal(code, 0, output);
    });

    it("refuses a load by saturation as long as nobody has measured the machine", async () => {
        const { code, output } = await lab.pulumi(["preview", "--stack", "incident-8"]);
        assert.notEqual(code, 0);
        assert.match(output, /no calibration: nobody measured this machine yet/);
        assert.match(output, /npm run calibrate/);
        await lab.calibrate();
        await assertHealthy();
    });

    it("shows in preview each field with its old and its new value, and changes nothing", async () => {
        const { output } = await lab.must(["preview", "--stack", "incident-8"]);
        assert.match(output, /resources\.limits\.cpu: 500m → 50m/);
        assert.match(output, /resources\.requests\.cpu: 100m → 25m/);
        // What a reviewer saw without a cluster is what the engine says of this one.
        const offline = await lab.offlinePreview("incident-8");
        assert.deepEqual(
            output
                .split("\n")
                .map((line) => line.trim())
                .filter((line) => /^(Deployment \S+: .+ → |load: \d)/.test(line)),
            [
                ...offline.changes.map(
                    ({ object, field, from, to }) => `${object}: ${field}: ${from} → ${to}`,
                ),
                offline.load,
            ],
            output,
        );
        for (const name of ["expiresAfter", "recovery"] as const) {
            assert.match(output, new RegExp(`^ *${name} *: "${offline[name]}"$`, "m"));
        }
        await assertHealthy();
    });

    for (const malformed of malformedToPreview()) {
        it(`refuses ${malformed.mistake} at preview in four parts, and touches no object`, async () => {
            const namespaces = [SHOP_NAMESPACE, LAB_NAMESPACE];
            const before = await objectVersions(kube, namespaces);
            assert.ok(Object.keys(before).length > 50);
            await previewMalformed(lab, "incident-3", malformed);
            assert.deepEqual(await objectVersions(kube, namespaces), before);
        });
    }

    it("lays the fault over the baseline, and destroy takes it away to the last field", async () => {
        const before = await read();
        const began = performance.now();
        const { output } = await lab.up("incident-8");
        span.up = performance.now() - began;
        assert.deepEqual(limitsOf(await read()), { cpu: "50m", memory: "512Mi" });
        const { incident, changes, load, expiresAfter, recovery } =
            await lab.offlinePreview("incident-8");
        assert.deepEqual(await lab.outputs("incident-8"), {
            incident,
            changes,
            load,
            expiresAfter,
            recovery,
        });
        const jobs = (await kube.list(JOBS)).map(({ metadata }) => metadata.name);
        assert.deepEqual(
            jobs.sort(),
            [
                expiryJob("incident-8").name,
                loadName("incident-8"),
                `${loadName("incident-8")}-worker`,
            ],
            output,
        );
        const ended = performance.now();
        await lab.destroy("incident-8");
        span.destroy = performance.now() - ended;
        const after = await read();
        assert.deepEqual(differences("catalogue-db", before, after), []);
        assert.deepEqual(owners(after), owners(before));
        assert.equal((await kube.list(JOBS)).length, 0);
        await assertHealthy();
        const preview = await lab.unchanged();
        assert.equal(preview.code, 0, preview.output);
    });

    it("says what was changed by hand meanwhile, and puts it back", async () => {
        await lab.up("incident-8");
        const patch = { spec: { replicas: 2, template: { metadata: { labels: { by: "hand" } } } } };
        for (const name of ["catalogue-db", "catalogue"]) {
            await kube.json(
                "PATCH",
                `${objectPath({ ...CATALOGUE_DB, name })}?fieldManager=somebody`,
                name === "catalogue" ? { spec: { replicas: 2 } } : patch,
                "application/merge-patch+json",
            );
        }
        const { output } = await lab.destroy("incident-8");
        assert.match(output, /spec\.template\.metadata\.labels\.by: "hand" → \(none\)/);
        assert.match(
            output,
            /changed by hand meanwhile: Deployment sock-shop\/catalogue: put back/,
        );
        await assertHealthy();
        const preview = await lab.unchanged();
        assert.equal(preview.code, 0, preview.output);
    });

    it("refuses an incident over a baseline that isn't green", async () => {
        const scale = async (replicas: number): Promise<void> => {
            await kube.json(
                "PATCH",
                `${objectPath({ ...CATALOGUE_DB, name: "front-end" })}?fieldManager=somebody`,
                {
                    spec: {
                        template: { spec: { nodeSelector: { nowhere: replicas ? null : "x" } } },
                    },
                },
                "application/merge-patch+json",
            );
        };
        await scale(0);
        try {
            const { code, output } = await lab.pulumi(["preview", "--stack", "incident-8"]);
            assert.notEqual(code, 0);
            assert.match(output, /Deployment sock-shop\/front-end: not healthy/);
            assert.match(output, /cure: +pulumi up --stack baseline --refresh/);
        } finally {
            await scale(1);
            await waitForRollout(kube, { ...CATALOGUE_DB, name: "front-end" }, 60_000);
        }
    });

    for (const [step, moment] of [
        ["up", /former-state.*creat/],
        ["up", /Job load.*creat/],
        ["destroy", /former-state.*delet/],
    ] as const) {
        it(`comes back after kill -9 of the engine in ${step}, at ${moment.source}`, async () => {
            if (step === "destroy") await lab.up("incident-8");
            await killed(lab, step, moment);
            await lab.destroy("incident-8");
            await assertHealthy();
            const preview = await lab.unchanged();
            assert.equal(preview.code, 0, preview.output);
        });
    }

    // `npm run chaos` in small: who is killed, and when, is drawn.
    it("comes back after two kills at drawn moments", async () => {
        const rounds = planOf(CHAOS_SEED, 2, {
            incidents: ["incident-8"],
            kinds: ["kill"],
            recoveries: ["destroy"],
        });
        const world = await LiveWorld.of({
            seed: CHAOS_SEED,
            baselineStack: "baseline",
            cluster: await lab.target(),
            engine: { cwd: lab.folder, env: lab.env },
            spans: new Map([["incident-8", span]]),
            say: (line) => console.log(`      ${line}`),
        });
        try {
            const played = await chaosSeries(CHAOS_SEED, rounds, world, {
                mend: () => Promise.resolve(false),
                played: (one) => console.log(`      ${roundLine(CHAOS_SEED, one)}`),
            });
            const table = chaosTable(
                CHAOS_SEED,
                played,
                rounds.length,
                (round) => `round ${round} of planOf(${CHAOS_SEED}, 2)`,
            );
            assert.equal(played.filter(({ ok }) => ok).length, rounds.length, table);
            // Incident and operation are dealt: the two are its up and its destroy.
            assert.deepEqual(played.map(({ operation }) => operation).sort(), ["destroy", "up"]);
        } finally {
            world.close();
        }
        await assertHealthy();
    });

    it("starts a node that was stopped, and waits for it", async () => {
        execFileSync("docker", ["stop", `${lab.cluster}-control-plane`], { stdio: "ignore" });
        const { output } = await lab.up("baseline");
        assert.match(output, /was stopped: starting/);
        await waitForRollout(kube, { ...CATALOGUE_DB, name: "front-end" }, 120_000);
        await waitForRollout(kube, CATALOGUE_DB, 120_000);
        // It ends where the API server isn't there yet, and is started again after a pause.
        const metrics = { ...CATALOGUE_DB, namespace: "kube-system", name: "metrics-server" };
        await waitForRollout(kube, metrics, 120_000);
        await waitForPages(lab.url);
        await waitForTargets(kube);
        const now = await takeSnapshot(kube);
        assert.deepEqual(now.rows, healthy.rows);
        // A node's restart restarts every container: that is what it is, and the new measure.
        healthy = { ...healthy, restarts: now.restarts };
    });

    it("proves incident-8 from green to green", async () => {
        const { proof, run } = await proveOn(lab, "incident-8");
        assert.ok(proof.valid, renderProof(proof));
        const changed = run.records.changes.filter(({ moment }) => moment === "during");
        assert.ok(
            changed.some(
                ({ object, field }) =>
                    object === "Deployment/catalogue-db" && field.endsWith("resources.limits.cpu"),
            ),
            JSON.stringify(changed),
        );
        assert.deepEqual(
            run.records.changes.filter(({ moment }) => moment === "after"),
            [],
        );
        assert.ok(run.records.load.length > 0, JSON.stringify(run.manifest.gaps));
        assert.ok(run.records.events.length > 0, JSON.stringify(run.manifest.gaps));
    });

    it("leaves no secret in state, reports, logs or objects, and would find one", async () => {
        const found = await scanned(lab);
        assert.equal(found.code, 0, found.output);
        assert.match(
            found.output,
            /^✓ scanned \d{3,} files, objects and logs for \d+ known secrets/m,
        );
        const ref = {
            apiVersion: "v1",
            kind: "Secret",
            namespace: SHOP_NAMESPACE,
            name: "rabbitmq",
        };
        const { data = {} } = (await kube.find(objectPath(ref))) as {
            data?: Record<string, string>;
        };
        mkdirSync(join(lab.folder, "out"), { recursive: true });
        const planted = join(lab.folder, "out/planted.html");
        writeFileSync(planted, `<p>user:${data["RABBITMQ_PASSWORD"]}</p>`);
        const again = await scanned(lab);
        rmSync(planted);
        assert.equal(again.code, 1, again.output);
        assert.match(
            again.output,
            /✗ out\/planted\.html:1: holds Secret sock-shop\/rabbitmq, RABBITMQ_PASSWORD/,
        );
    });

    it("leaves no cluster and no context behind", async () => {
        await lab.destroy("baseline");
        assertNoContainer();
        const contexts = execFileSync("kubectl", [
            "config",
            "get-contexts",
            "-o",
            "name",
        ]).toString();
        assert.ok(!contexts.includes(lab.cluster), contexts);
    });

    async function read(): Promise<KubeObject> {
        const object = await kube.find(objectPath(CATALOGUE_DB));
        assert.ok(object !== undefined, "catalogue-db is gone");
        return object;
    }

    function assertNoContainer(): void {
        const names = execFileSync("docker", ["ps", "-a", "--format", "{{.Names}}"]).toString();
        assert.ok(!names.includes(lab.cluster), names);
    }

    async function assertHealthy(): Promise<void> {
        const now = await takeSnapshot(kube);
        assert.deepEqual(compareSnapshots(healthy, now), []);
    }
});
