import type { Hono } from "hono";
import { datedEntry } from "../../platform/java-dialect.ts";
import type { SpringLog } from "../../platform/java-dialect.ts";
import type { Write } from "../../platform/log.ts";
import {
    BootError,
    springApp,
    springBody,
    springJson,
    wrongMethod,
} from "../../platform/spring-app.ts";
import { NotQueued } from "./publisher.ts";
import type { Publisher } from "./publisher.ts";
import { shipmentOf } from "./shipment.ts";
import type { Shipment } from "./shipment.ts";

export interface ShippingParts {
    port: number;
    send: Publisher["send"];
    /** True when the broker answers. */
    brokerAnswers: () => Promise<boolean>;
    ready: () => boolean;
    /** Writes a plain line, as Java's `System.out`. */
    say: Write;
    log: SpringLog;
}

/** The shipping service's routes. */
export function createShipping(parts: ShippingParts): Hono {
    const { port, send, brokerAnswers, ready, say, log } = parts;
    const app = springApp({
        service: "shipping",
        port,
        log,
        ready,
        route,
        health: async () => [
            datedEntry("shipping-rabbitmq", await brokerAnswers()),
            datedEntry("shipping", true),
        ],
    });
    app.post("/shipping", async (c) => {
        const shipment = shipmentOf(await springBody(c));
        say("Adding shipment to queue...");
        await queued(send, shipment);
        return springJson(c, 201, shipment);
    });
    app.get("/shipping", (c) => c.text("GET ALL Shipping Resource."));
    app.get("/shipping/:id", (c) => c.text(`GET Shipping Resource with id: ${c.req.param("id")}`));
    app.all("/shipping", wrongMethod);
    app.all("/shipping/:id", wrongMethod);
    return app;
}

async function queued(send: Publisher["send"], shipment: Shipment): Promise<void> {
    try {
        await send(shipment);
    } catch (error) {
        if (!(error instanceof NotQueued)) throw error;
        const text = `Queue unavailable: ${error.message}`;
        throw new BootError(503, "org.springframework.amqp.AmqpException", text);
    }
}

function route(path: string): string {
    if (path === "/shipping" || path === "/health") return path;
    return /^\/shipping\/[^/]+$/.test(path) ? "/shipping/{id}" : "other";
}
