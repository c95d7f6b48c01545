import { brokerAddress, connectBroker } from "../../platform/broker.ts";
import { SettingError, portSetting, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { springLog } from "../../platform/java-dialect.ts";
import type { SpringLog } from "../../platform/java-dialect.ts";
import { STDOUT, writer } from "../../platform/log.ts";
import type { Write } from "../../platform/log.ts";
import { createShipping } from "./app.ts";
import { confirming } from "./confirm.ts";
import { fireAndForget } from "./fire-and-forget.ts";
import { LOGGER } from "./publisher.ts";

const DEFAULT_PORT = 8080;
const MODES = {
    "fire-and-forget": {
        create: (say: Write, log: SpringLog) => fireAndForget(say, log),
        said: "fire-and-forget",
    },
    confirm: { create: (say: Write) => confirming(say), said: "with publisher confirms" },
} as const;
export type PublishMode = keyof typeof MODES;

/**
 * Builds the shipping service. Variables: `PORT`, `PUBLISH_MODE`, and those of the broker
 * (platform/broker.ts).
 */
export async function shipping(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const address = brokerAddress(settings);
    const { create, said } = MODES[publishMode(settings)];
    const say = writer(STDOUT);
    const log = springLog(say, "shipping");
    const publisher = create(say, log);
    let ready = false;
    const broker = await connectBroker({
        address,
        service: "shipping",
        log,
        attach: async (model) => {
            await publisher.attach(model);
            ready = true;
        },
        detach: () => publisher.detach(),
    });
    const app = createShipping({
        port,
        send: (shipment) => publisher.send(shipment),
        brokerAnswers: () => broker.answers(),
        ready: () => ready,
        say,
        log,
    });
    return {
        app,
        port,
        onListening: () => log("INFO", LOGGER, `Listening on ${port}, publishing ${said}`),
        close: () => broker.close(),
    };
}

/** Reads `PUBLISH_MODE`. */
export function publishMode(settings: Settings): PublishMode {
    const mode = setting(settings, { env: "PUBLISH_MODE" }, "fire-and-forget");
    if (Object.hasOwn(MODES, mode)) return mode as PublishMode;
    throw new SettingError(
        "variable PUBLISH_MODE",
        `found "${mode}"`,
        Object.keys(MODES).join(", "),
        "leave it out to publish as upstream does, or set it to confirm",
    );
}
