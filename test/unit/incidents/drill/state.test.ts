import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DrillState, DrillStore } from "../../../../incidents/drill/state.ts";

const STATE: DrillState = {
    version: 1,
    incident: "incident-8",
    seed: 4,
    startedAt: "2025-11-21T12:00:00.000Z",
    minutes: 30,
    healthy: { p95Ms: 10, restarts: {} },
    before: {
        takenAt: "2025-11-21T12:00:00.000Z",
        objects: {},
        restarts: {},
        rows: {},
        broker: { policies: [], queues: [] },
        documents: { orders: {}, customers: {} },
    },
};

describe("drill under way", () => {
    let folder: string;
    let store: DrillStore;

    beforeEach(() => {
        folder = join(mkdtempSync(join(tmpdir(), "sock-shop-lab-drill-")), "drill");
        store = new DrillStore(folder);
    });
    afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

    it("is kept between commands, for its owner only, and nothing in it or its names tells the answer", () => {
        assert.equal(store.isUnderWay, false);
        store.save(STATE);
        store.write("kubeconfig", "{}");
        assert.deepEqual(new DrillStore(folder).load(), STATE);
        assert.equal(statSync(folder).mode & 0o777, 0o700);
        assert.deepEqual(readdirSync(folder).sort(), ["drill.key", "drill.sealed", "kubeconfig"]);
        for (const file of readdirSync(folder)) {
            assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
            const text = readFileSync(join(folder, file), "latin1");
            assert.doesNotMatch(text, /incident|catalogue/);
        }
    });

    it("takes a file's mode back that somebody opened", () => {
        writeFileSync(store.write("config", "x"), "y", { mode: 0o644 });
        store.write("config", "z");
        assert.equal(statSync(store.path("config")).mode & 0o777, 0o600);
    });

    it("refuses a file that was changed, and says how to get out", () => {
        store.save(STATE);
        const bytes = readFileSync(store.path("sealed"));
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        writeFileSync(store.path("sealed"), bytes);
        assert.throws(() => store.load(), /can't be opened.*\n.*\n.*pulumi destroy --stack/s);
    });

    it("refuses a step where none is under way, and after its end", () => {
        assert.throws(() => store.load(), /drill: none is under way\n.*\n.*npm run drill -- start/);
        store.save(STATE);
        store.clear();
        assert.throws(() => store.load(), /none is under way/);
    });
});
