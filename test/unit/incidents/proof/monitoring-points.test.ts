import assert from "node:assert/strict";
import { SIGNALS } from "../../../../components/monitoring/signals/catalogue.ts";
import { mayFire, mustFire } from "../../../../components/monitoring/signals/expectations.ts";
import { play, type Played } from "./stage.ts";

const MUST = mustFire(SIGNALS, "incident-8").map(({ name }) => name);
const MAY = mayFire(SIGNALS, "incident-8")
    .map(({ name }) => name)
    .filter((name) => !MUST.includes(name));

function point({ proof }: Played, name: string): { holds: boolean; seen: string } | undefined {
    const found = proof.points.find((one) => one.name === name);
    return found === undefined ? undefined : { holds: found.holds, seen: found.seen };
}

describe("what a proof asks of the monitoring", () => {
    it("waits for telemetry, and begins when all is seen", async () => {
        const result = await play({
            gaps: (seconds) => (seconds < 30 ? ["metrics of user: none"] : []),
        });
        assert.equal(result.proof.valid, true);
        assert.equal(result.proof.points[0]?.seconds, 30);
    });
    it("is void where the shop isn't seen, and touches nothing", async () => {
        const result = await play({
            gaps: () => ["metrics of user: none", "logs of carts: no pod"],
        });
        assert.equal(result.proof.valid, false);
        assert.deepEqual(result.commands, []);
        assert.deepEqual(result.proof.invalidBecause, [
            "telemetry seen: metrics of user: none",
            "telemetry seen: logs of carts: no pod",
        ]);
    });
    it("waits until nothing fires of what was before, and doesn't count it", async () => {
        const old = { name: MUST[0] ?? "", at: -60 };
        const result = await play({
            alerts: ({ moment, seconds }) =>
                moment === "healthy" && seconds < 40 ? [old] : [{ ...old, endedAt: 40 }],
        });
        assert.equal(point(result, "baseline green")?.holds, true);
        assert.equal(point(result, "declared alerts fired")?.holds, false);
        assert.match(
            point(result, "declared alerts fired")?.seen ?? "",
            new RegExp(`${old.name} never`),
        );
    });
    it("doesn't lay an incident over a shop of which an alert fires", async () => {
        const result = await play({ alerts: () => [{ name: "SockShopOrdersSlow", at: -60 }] });
        assert.deepEqual(result.commands, ["previewUnchanged b"]);
        assert.deepEqual(result.proof.invalidBecause, [
            "baseline green: alerts fire: SockShopOrdersSlow",
        ]);
    });
    it("waits for each alert that has to fire, and says when it did", async () => {
        const result = await play({
            alerts: ({ moment, seconds }) =>
                moment === "healthy"
                    ? []
                    : MUST.slice(0, moment === "reverted" || seconds >= 50 ? undefined : 1).map(
                          (name, index) => ({
                              name,
                              at: index === 0 ? 5 : 48,
                          }),
                      ),
        });
        assert.equal(result.proof.valid, true);
        assert.equal(result.proof.applyToAlertSeconds, 48);
        assert.equal(result.destroyedAfter, 50);
        assert.deepEqual(
            result.proof.alerts.map(({ name, declared }) => [name, declared]),
            MUST.map((name) => [name, "must"]),
        );
    });
    it("names each alert that should have fired", async () => {
        const result = await play({ alerts: () => [] });
        assert.equal(result.proof.applyToAlertSeconds, undefined);
        assert.deepEqual(
            result.proof.invalidBecause,
            MUST.map((name) => `declared alerts fired: ${name} did not fire`),
        );
        assert.equal(result.destroyedAfter, 180);
    });
    it("allows what may fire, and names any other, also one of the recovery", async () => {
        const worked = MUST.map((name) => ({ name, at: 5 }));
        const allowed = { name: MAY[0] ?? "", at: 6 };
        const play1 = await play({
            alerts: ({ moment }) => (moment === "healthy" ? [] : [...worked, allowed]),
        });
        assert.equal(play1.proof.valid, true);
        assert.match(
            point(play1, "no other alert")?.seen ?? "",
            new RegExp(`allowed: ${allowed.name}`),
        );
        const other = { name: "SockShopQueueStuck", at: 7, endedAt: 9 };
        const play2 = await play({
            alerts: ({ moment }) =>
                moment === "healthy" ? [] : moment === "applied" ? worked : [...worked, other],
        });
        assert.equal(play2.proof.valid, false);
        assert.match(
            play2.proof.invalidBecause[0] ?? "",
            /^no other alert: SockShopQueueStuck after/,
        );
    });
    it("looks at what must not be seen while it waits for alerts", async () => {
        const result = await play({
            alerts: ({ moment, seconds }) =>
                moment === "healthy" || (moment === "applied" && seconds < 60)
                    ? []
                    : MUST.map((name) => ({ name, at: 50 })),
            reading: ({ moment, seconds }) =>
                moment === "applied"
                    ? { catalogueP95Ms: 500, failedShare: seconds === 40 ? 1 : 0 }
                    : {},
        });
        assert.deepEqual(result.proof.invalidBecause, [
            "nothing else broke: must-not seen: pages fail (1 failed)",
        ]);
    });
    it("names what fired and nobody was told of", async () => {
        const result = await play({
            untold: ({ moment }) =>
                moment === "healthy" ? [] : [{ name: "SockShopStoreDown", at: 3, endedAt: 30 }],
        });
        assert.deepEqual(result.proof.invalidBecause, [
            "no other alert: SockShopStoreDown, of which the receiver was not told",
        ]);
    });
    it("expects none of the load on a healthy shop", async () => {
        const control = { id: "control-load", control: true } as const;
        const result = await play({ incident: control, load: () => "ended" });
        assert.equal(point(result, "declared alerts fired")?.seen, "none has to");
        assert.equal(result.proof.valid, true);
        const loud = await play({
            incident: control,
            load: () => "ended",
            alerts: ({ moment }) => (moment === "healthy" ? [] : [{ name: MUST[0] ?? "", at: 3 }]),
        });
        assert.deepEqual(loud.proof.invalidBecause.length, 1);
        assert.match(loud.proof.invalidBecause[0] ?? "", /^no other alert: /);
    });
    it("asks again where the receiver doesn't answer for a moment", async () => {
        let turn = 0;
        const result = await play({
            alerts: ({ moment }) => {
                if (moment === "applied" && turn++ < 3) throw new Error("time-out");
                return moment === "healthy" ? [] : MUST.map((name) => ({ name, at: 5 }));
            },
        });
        assert.equal(result.proof.valid, true);
    });
});
