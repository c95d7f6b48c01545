import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KubeClient } from "../../components/kube/client.ts";
import { objectPath } from "../../components/kube/path.ts";
import {
    compareSnapshots,
    type Snapshot,
    takeSnapshot,
} from "../../incidents/evidence/snapshot.ts";
import { refOfWorkload } from "../../incidents/faults/target.ts";
import { journalPath } from "../../incidents/recovery/journal.ts";
import { readTraces } from "../../incidents/recovery/traces.ts";
import { type EngineResult, pulumi } from "../../infra/cli/engine.ts";
import type { RecoverReport } from "../../infra/cli/recover.ts";
import type { TestLab } from "../support/lab.ts";
import { sharedLab } from "../support/shop-hooks.ts";

const UP = ["up", "--stack", "incident-3", "--yes", "--skip-preview"];

// Two incidents that take a second each and touch one Deployment each: payment, and stripe-mock.
describe("what was lost, and who comes at the same time", () => {
    let lab: TestLab;
    let kube: KubeClient;
    let before: Snapshot;

    beforeEach(async () => {
        lab = sharedLab();
        kube = await lab.kube();
        before = await takeSnapshot(kube);
    });
    afterEach(() => kube.close());

    it("comes back from the cluster's record alone: no state, and a stack file that is torn", async () => {
        await lab.up("incident-3");
        assert.equal(await replicas("payment"), 0);
        const states = join(lab.folder, ".state/.pulumi/stacks/sock-shop");
        const lost = readdirSync(states).filter((file) => file.startsWith("incident-3.json"));
        assert.ok(lost.length > 0);
        for (const file of lost) rmSync(join(states, file));
        const file = join(lab.folder, "stacks/Pulumi.incident-3.yaml");
        const text = readFileSync(file, "utf8");
        writeFileSync(file, text.slice(0, text.indexOf("faults:") + 3));
        try {
            const { code, report } = await recover();
            assert.equal(code, 0, report.left.join("\n"));
            assert.match(
                report.found.join("\n"),
                /^incident-3: applied at .+ Deployment sock-shop\/payment/,
            );
            assert.match(report.done.join("\n"), /spec\.replicas: 0 → 1/);
            await assertBack();
        } finally {
            writeFileSync(file, text);
            await lab.must(["stack", "init", "incident-3"]);
        }
        const again = await recover();
        assert.deepEqual([again.code, again.report.found, again.report.done], [0, [], []]);
    });

    it("refuses to go by a torn record, and recovers from the one in the stack's state", async () => {
        await lab.up("incident-3");
        const patch = { data: { "former-state.json": '{"version":1,"objects":[]' } };
        const path = `${journalPath("incident-3")}?fieldManager=somebody`;
        await kube.json("PATCH", path, patch, "application/merge-patch+json");
        const refused = await lab.pulumi(["preview", "--stack", "incident-6"]);
        assert.notEqual(refused.code, 0);
        assert.match(refused.output, /its digest is another/);
        assert.match(refused.output, /cure: +npm run recover/);
        const { code, report } = await recover("incident-3");
        assert.equal(code, 0, report.left.join("\n"));
        assert.match(report.done.join("\n"), /taking the one in the stack's state/);
        assert.match(report.done.join("\n"), /the engine's state is put right/);
        await assertBack();
    });

    it("lets two disjoint incidents up at once, and leave one after the other", async () => {
        await Promise.all([lab.up("incident-3"), lab.up("incident-6")]);
        assert.deepEqual(await Promise.all(["payment", "stripe-mock"].map(replicas)), [0, 0]);
        const refused = await lab.pulumi(["preview", "--stack", "baseline"]);
        assert.notEqual(refused.code, 0);
        assert.match(
            refused.output,
            /incident-3 \(since .+\), incident-6 \(since .+\) are up over it/,
        );
        await lab.destroy("incident-3");
        assert.deepEqual(await Promise.all(["payment", "stripe-mock"].map(replicas)), [1, 0]);
        await lab.destroy("incident-6");
        await assertBack();
    });

    it("lets one of two checkouts have an incident, and tells the other who has it", async () => {
        const other = `${lab.folder}-other`;
        cpSync(join(lab.folder, ".state"), other, { recursive: true });
        try {
            const env = { ...lab.env, PULUMI_BACKEND_URL: `file://${other}` };
            const elsewhere = (args: string[]): Promise<EngineResult> =>
                pulumi(args, { cwd: lab.folder, env });
            const both = await Promise.all([lab.pulumi(UP), elsewhere(UP)]);
            const refused = both.filter(({ code }) => code !== 0);
            assert.equal(refused.length, 1, both.map(({ output }) => output).join("\n"));
            assert.match(
                refused[0]?.output ?? "",
                /held by .+, process \d+ \(pulumi up --stack incident-3\), for|up since .+ from another checkout/,
            );
            assert.equal(await replicas("payment"), 0);
            const isOurs = both[0]?.code === 0;
            const down = ["destroy", ...UP.slice(1)];
            const destroyed = await (isOurs ? lab.pulumi(down) : elsewhere(down));
            assert.equal(destroyed.code, 0, destroyed.output);
            await assertBack();
        } finally {
            rmSync(other, { recursive: true });
        }
    });

    async function replicas(workload: string): Promise<unknown> {
        const object = await kube.find(objectPath(refOfWorkload("Deployment", workload)));
        return (object?.["spec"] as { replicas?: number } | undefined)?.replicas;
    }

    async function recover(
        ...incidents: string[]
    ): Promise<{ code: number; report: RecoverReport }> {
        return await new Promise((resolve, reject) => {
            execFile(
                process.execPath,
                ["infra/cli/main.ts", "recover", "--json", ...incidents],
                { cwd: lab.folder, env: { ...process.env, ...lab.env } },
                (error, stdout, stderr) => {
                    const code = error === null ? 0 : Number(error.code);
                    if (!stdout.startsWith("{")) return reject(new Error(stderr));
                    resolve({ code, report: JSON.parse(stdout) as RecoverReport });
                },
            );
        });
    }

    async function assertBack(): Promise<void> {
        const now = await takeSnapshot(kube);
        assert.deepEqual(compareSnapshots(before, now), []);
        assert.deepEqual(await readTraces(kube), []);
    }
});
