import assert from "node:assert/strict";
import { changesTable, type Row } from "./changes-table.ts";
import { findGround, type Ground } from "./ground.ts";
import { groundwork, NAMESPACE } from "./groundwork.ts";
import { on } from "./on-ground.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench, type Step } from "./workbench.ts";

const MINUTE = 60_000;

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
