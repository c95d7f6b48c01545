import { Counter, Gauge, Registry } from "@prometheus-io/client";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Ledger } from "./ledger.ts";
import { Notification } from "./notification.ts";

/** Far above any notification: each has one alert. */
const MAX_BYTES = 1024 * 1024;

/**
 * The receiver's routes: `POST /notifications` for Alertmanager, `GET /alerts?since=<RFC 3339>` for whoever
 * looks for evidence (default: all that is kept), `/health`, `/metrics`.
 */
export function createReceiver(ledger: Ledger): Hono {
    const app = new Hono();
    const registry = new Registry();
    const told = new Counter({
        name: "alert_receiver_notifications_total",
        help: "Notifications that Alertmanager sent.",
        registers: [registry],
    });
    new Gauge({
        name: "alert_receiver_alerts",
        help: "Alerts that are kept.",
        registers: [registry],
        collect() {
            this.set(ledger.size);
        },
    });
    app.post("/notifications", bodyLimit({ maxSize: MAX_BYTES }), async (c) => {
        const parsed = Notification.safeParse(await jsonOf(c.req.raw));
        // Told again until it is taken; what can't be read never will be.
        if (!parsed.success) return c.json({ error: parsed.error.issues }, 400);
        ledger.add(parsed.data.alerts);
        told.inc();
        return c.json({ kept: parsed.data.alerts.length });
    });
    app.get("/alerts", (c) => {
        const since = c.req.query("since");
        const moment = new Date(since ?? 0);
        if (Number.isNaN(moment.getTime())) {
            return c.json({ error: `since: found ${since ?? ""}, allowed: an RFC 3339 time` }, 400);
        }
        return c.json({ alerts: ledger.since(moment) });
    });
    app.get("/health", (c) => c.text("ok"));
    app.get("/metrics", async (c) =>
        c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType }),
    );
    return app;
}

async function jsonOf(request: Request): Promise<unknown> {
    try {
        return await request.json();
    } catch {
        return undefined;
    }
}
