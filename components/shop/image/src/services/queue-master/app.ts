import type { Registry } from "@prometheus-io/client";
import type { Hono } from "hono";
import { datedEntry } from "../../platform/java-dialect.ts";
import type { SpringLog } from "../../platform/java-dialect.ts";
import { springApp } from "../../platform/spring-app.ts";

export interface QueueMasterParts {
    port: number;
    /** True when the broker answers. */
    brokerAnswers: () => Promise<boolean>;
    /** True while messages can come. */
    attached: () => boolean;
    register: (registry: Registry) => void;
    log: SpringLog;
}

/** The queue master's routes: nothing but what operators look at. */
export function createQueueMaster(parts: QueueMasterParts): Hono {
    const { port, brokerAnswers, attached, register, log } = parts;
    return springApp({
        service: "queue-master",
        port,
        log,
        ready: attached,
        route: (path) => (path === "/health" ? path : "other"),
        health: async () => [
            datedEntry("queue-master", true),
            datedEntry("queue-master-rabbitmq", await brokerAnswers()),
        ],
        metricsPath: "/prometheus",
        register,
    });
}
