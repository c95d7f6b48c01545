import { Counter } from "@prometheus-io/client";
import { brokerAddress, connectBroker } from "../../platform/broker.ts";
import { portSetting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { springLog } from "../../platform/java-dialect.ts";
import { STDOUT, writer } from "../../platform/log.ts";
import { createQueueMaster } from "./app.ts";
import { createConsumer } from "./consumer.ts";
import { createReceiver } from "./receiver.ts";

const DEFAULT_PORT = 8080;

/** Builds the queue master. Variables: `PORT`, and those of the broker (platform/broker.ts). */
export async function queueMaster(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const address = brokerAddress(settings);
    const say = writer(STDOUT);
    const log = springLog(say, "queue-master");
    const counter = new Counter({
        name: "shipments_received_total",
        help: "Shipment tasks taken from the queue and handled.",
        registers: [],
    });
    const consumer = createConsumer({ received: createReceiver(say, () => counter.inc()), log });
    const broker = await connectBroker({
        address,
        service: "queue-master",
        log,
        attach: (model) => consumer.attach(model),
        detach: () => consumer.detach(),
    });
    const app = createQueueMaster({
        port,
        brokerAnswers: () => broker.answers(),
        attached: () => consumer.attached,
        register: (registry) => registry.registerMetric(counter),
        log,
    });
    return {
        app,
        port,
        onListening: () => log("INFO", "w.w.s.q.QueueMasterApplication", `Listening on ${port}`),
        close: () => broker.close(),
    };
}
