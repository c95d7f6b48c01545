import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { answerOf } from "../../../../../incidents/answer/keys.ts";
import { INCIDENTS } from "../../../../../incidents/catalog.ts";
import { type DrillState, DrillStore } from "../../../../../incidents/drill/state.ts";
import { reveal, takeDiagnosis } from "../../../../../infra/cli/drill/answer.ts";
import { longLived } from "../../../../../infra/cli/drill/stack-copy.ts";
import {
    handoutText,
    revealText,
    shownVerdict,
    verdictText,
} from "../../../../../infra/cli/drill/text.ts";
import { NAMESPACE, parseConfig } from "../../../../../infra/config/load.ts";
import { stackFile } from "../../../../../infra/config/source.ts";

const STATE = {
    version: 1,
    incident: "incident-3",
    seed: 1,
    startedAt: "2025-11-21T12:00:00.000Z",
    minutes: 30,
    healthy: { p95Ms: 10, restarts: {} },
    before: { objects: {} },
} as unknown as DrillState;
const GOOD = {
    version: 1,
    causes: [{ entity: "payment", mechanism: "scaled-to-zero", repair: "scale payment to 1" }],
    evidence: answerOf("incident-3").evidence.map(({ says }) => says),
};

describe("drill", () => {
    let folder: string;
    let store: DrillStore;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-drill-"));
        store = new DrillStore(folder);
        store.save(STATE);
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("scores a diagnosis, keeps it sealed, and takes a better one until the answer is out", async () => {
        const poor = JSON.stringify({ version: 1, causes: [], evidence: [] });
        assert.equal((await takeDiagnosis(store, poor, "a.json")).points, 0);
        assert.equal((await takeDiagnosis(store, JSON.stringify(GOOD), "b.json")).points, 10);
        assert.equal(store.load().score?.points, 10);
        assert.ok(reveal(store).revealedAt !== undefined);
        await assert.rejects(
            takeDiagnosis(store, JSON.stringify(GOOD), "c.json"),
            /the answer was revealed at/,
        );
    });

    it("refuses garbage, and what was taken before stands", async () => {
        await takeDiagnosis(store, JSON.stringify(GOOD), "a.json");
        await assert.rejects(takeDiagnosis(store, "it was payment", "b.json"), /b\.json: no JSON/);
        assert.equal(store.load().score?.points, 10);
    });

    it("asks a judge of one's own, which sees key, diagnosis and score", async () => {
        const judge =
            `node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>{const{key,score}=JSON.parse(t);` +
            `console.log(JSON.stringify({points:score.points/2,because:key.incident}))})'`;
        await takeDiagnosis(store, JSON.stringify(GOOD), "a.json", judge);
        assert.deepEqual(store.load().judged, { points: 5, because: "incident-3" });
        assert.match(revealText(reveal(store)), /Judge: 5, incident-3/);
    });

    for (const [what, command] of [
        ["fails", "exit 3"],
        ["says no JSON", "echo good"],
        ["gives more than there is", `echo '{"points": 11}'`],
    ] as const) {
        it(`refuses a judge that ${what}, and keeps no score of it`, async () => {
            await assert.rejects(
                takeDiagnosis(store, JSON.stringify(GOOD), "a.json", command),
                /--judge .*\n.*"points": 0 to 10/,
            );
            assert.equal(store.load().score, undefined);
        });
    }

    it("tells nothing of the answer before it is out", () => {
        const text = handoutText({
            version: 1,
            prompt: answerOf("incident-8").prompts[0]?.ask ?? "",
            window: { from: "2025-11-21T12:00:00Z", to: "2025-11-21T12:01:00Z" },
            url: "http://127.0.0.1:2025",
            kubeconfig: "out/drill/kubeconfig",
            namespaces: ["sock-shop", "monitoring"],
            until: "2025-11-21T12:30:00Z",
        });
        assert.doesNotMatch(text, /incident|catalogue-db|fault/);
        const refused = {
            accepted: false,
            refusals: [
                { reason: "cause-left" as const, says: "Deployment payment: replicas is still 0" },
                { reason: "still-seen" as const, says: "new orders are shipped: 500" },
                { reason: "scale-to-zero" as const, says: "0 replicas wanted of orders" },
            ],
        };
        assert.deepEqual(
            shownVerdict(refused, false).refusals.map(({ says }) => says),
            [
                "the cause is still in place",
                "the shop is not well yet",
                "0 replicas wanted of orders",
            ],
        );
        assert.match(
            verdictText(refused, true),
            /cause-left: Deployment payment: replicas is still 0/,
        );
    });

    for (const id of INCIDENTS) {
        it(`never has the answer in its prompt: ${id}`, () => {
            const { prompts, causes } = answerOf(id);
            const ask = prompts[0]?.ask ?? "";
            for (const { entity, mechanism } of causes) {
                assert.ok(!ask.includes(entity), ask);
                assert.ok(!ask.includes(mechanism), ask);
            }
            assert.doesNotMatch(ask, /incident|fault|chaos/i);
        });

        it(`runs its load as long as the drill, within its expiry: ${id}`, () => {
            const source = stackFile(id, NAMESPACE);
            const copy = longLived(readFileSync(source.file, "utf8"), 30);
            const { config } = parse(copy) as { config: Record<string, unknown> };
            const raw = Object.fromEntries(
                Object.entries(config).map(([key, value]) => [
                    key,
                    typeof value === "string" ? value : JSON.stringify(value),
                ]),
            );
            const parsed = parseConfig(raw, source);
            assert.ok(parsed.role === "incident");
            assert.equal(parsed.load?.duration, "30m");
            assert.equal(parsed.expiresAfter, "45m");
        });
    }
});
