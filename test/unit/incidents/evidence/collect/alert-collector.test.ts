import assert from "node:assert/strict";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { AlertCollector } from "../../../../../incidents/evidence/collect/alert-collector.ts";
import { BEGAN, FakeWriter, later, sources } from "./fake-sources.ts";

describe("collected alerts", () => {
    it("tell from the applied incident on, and again when they have ended", async () => {
        const writer = new FakeWriter();
        const name = "SockShopQueueConsumerDown";
        const alert = {
            ...{ fingerprint: "f", name, labels: { severity: "critical" }, annotations: {} },
            ...{ startsAt: "2026-01-01T00:10:30+00:00", toldAt: "2026-01-01T00:10:31Z" },
        };
        let ended = {};
        const collector = new AlertCollector(
            sources({ alerts: () => Promise.resolve([{ ...alert, ...ended }]) }),
            writer,
            SIGNALS,
            "incident-5",
            BEGAN,
        );
        await collector.collect();
        assert.equal(writer.written.length, 0);
        collector.applied(later(20));
        await collector.collect();
        await collector.collect();
        ended = { endsAt: "2026-01-01T00:12:00Z" };
        await collector.collect();
        const first = {
            ...{ name, severity: "critical", declared: "must", labels: { severity: "critical" } },
            ...{ startsAt: "2026-01-01T00:10:30.000Z", secondsAfterApply: 10 },
        };
        assert.deepEqual(writer.of("alerts"), [
            first,
            { ...first, endsAt: "2026-01-01T00:12:00.000Z" },
        ]);
    });
});
