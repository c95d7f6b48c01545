import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { createReceiver } from "../../../../../components/monitoring/receiver/src/app.ts";
import { Ledger } from "../../../../../components/monitoring/receiver/src/ledger.ts";

// As Alertmanager 0.28 sends it.
const NOTIFICATION = {
    receiver: "evidence",
    status: "firing",
    alerts: [
        {
            status: "firing",
            labels: { alertname: "SockShopPaymentDown", severity: "critical" },
            annotations: { summary: "nobody can pay" },
            startsAt: "2026-11-21T15:24:20.317Z",
            endsAt: "0001-01-01T00:00:00Z",
            generatorURL: "http://prometheus-5d:9090/graph?g0.expr=up",
            fingerprint: "5463d8d86c2efce7",
        },
    ],
    groupLabels: { alertname: "SockShopPaymentDown" },
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager-7c:9093",
    version: "4",
    groupKey: "{}:{}",
    truncatedAlerts: 0,
};

describe("the receiver of alerts", () => {
    let folder: string;
    let app: Hono;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "receiver-"));
        app = createReceiver(new Ledger(join(folder, "alerts.jsonl")));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const post = async (body: string): Promise<Response> =>
        await app.request("/notifications", { method: "POST", body });
    const names = async (query = ""): Promise<string[]> => {
        const answer = await app.request(`/alerts${query}`);
        assert.equal(answer.status, 200);
        const { alerts } = (await answer.json()) as { alerts: { name: string }[] };
        return alerts.map(({ name }) => name);
    };

    it("keeps what Alertmanager tells, and gives it", async () => {
        assert.deepEqual(await names(), []);
        const answer = await post(JSON.stringify(NOTIFICATION));
        assert.deepEqual([answer.status, await answer.json()], [200, { kept: 1 }]);
        assert.deepEqual(await names(), ["SockShopPaymentDown"]);
    });

    it("gives what ended before the moment asked for no longer", async () => {
        const [alert] = NOTIFICATION.alerts;
        const end = { ...alert, status: "resolved", endsAt: "2026-11-21T15:30:00Z" };
        await post(JSON.stringify(NOTIFICATION));
        await post(JSON.stringify({ ...NOTIFICATION, alerts: [end] }));
        assert.deepEqual(await names("?since=2026-11-21T15:30:00Z"), ["SockShopPaymentDown"]);
        assert.deepEqual(await names("?since=2026-11-21T15:30:01Z"), []);
    });

    for (const [what, body] of [
        ["no JSON", "alert!"],
        ["another version", JSON.stringify({ ...NOTIFICATION, version: "5" })],
        ["no alert", JSON.stringify({ ...NOTIFICATION, alerts: [] })],
        ["a time that is none", JSON.stringify(NOTIFICATION).replace("2026-11-21T", "soon ")],
    ] as const) {
        it(`refuses ${what} and keeps nothing`, async () => {
            assert.equal((await post(body)).status, 400);
            assert.deepEqual(await names(), []);
        });
    }

    it("refuses a moment that is none, with what is allowed", async () => {
        const answer = await app.request("/alerts?since=yesterday");
        assert.deepEqual(
            [answer.status, await answer.json()],
            [400, { error: "since: found yesterday, allowed: an RFC 3339 time" }],
        );
    });

    it("refuses a notification of more than a mebibyte", async () => {
        assert.equal((await post("x".repeat(1024 * 1024 + 1))).status, 413);
    });

    it("counts notifications and alerts", async () => {
        await post(JSON.stringify(NOTIFICATION));
        await post(JSON.stringify(NOTIFICATION));
        const text = await (await app.request("/metrics")).text();
        assert.match(text, /^alert_receiver_notifications_total 2$/m);
        assert.match(text, /^alert_receiver_alerts 1$/m);
        assert.equal((await app.request("/health")).status, 200);
    });
});
