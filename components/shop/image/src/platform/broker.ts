import { connect } from "amqplib";
import type { Channel, ChannelModel } from "amqplib";
import { portSetting, setting } from "./env.ts";
import type { Settings } from "./env.ts";
import type { SpringLog } from "./java-dialect.ts";
import { within } from "./within.ts";

/** Where the message broker is, and the login. */
export interface BrokerAddress {
    hostname: string;
    port: number;
    username: string;
    password: string;
}

/** Reads `RABBITMQ_HOST`, `RABBITMQ_PORT`, `RABBITMQ_USER`, `RABBITMQ_PASS`. */
export function brokerAddress(settings: Settings): BrokerAddress {
    return {
        hostname: setting(settings, { env: "RABBITMQ_HOST" }, "rabbitmq"),
        port: portSetting(settings, { env: "RABBITMQ_PORT" }, 5672),
        username: setting(settings, { env: "RABBITMQ_USER" }, "guest"),
        password: setting(settings, { env: "RABBITMQ_PASS" }, "guest"),
    };
}

export interface BrokerParts {
    address: BrokerAddress;
    /** Name of the connection at the broker. */
    service: string;
    log: SpringLog;
    /** Sets up each new connection; when it rejects, the connection is given up and tried again. */
    attach: (model: ChannelModel) => Promise<void>;
    /** Brings what is under way to its end; called before the connection is closed. */
    detach: () => Promise<void>;
    /** Replaced in tests. */
    open?: typeof connect;
}

/** A connection that is made again, with all that was set up on it, whenever it is lost. */
export interface Broker {
    /** True while connected and set up. */
    readonly connected: boolean;
    /** True when the broker opens a channel within the health check's time. */
    answers(): Promise<boolean>;
    close(): Promise<void>;
}

const LOGGER = "o.s.a.r.c.CachingConnectionFactory";
/** Time to connect, and to close (shop-api.md, section 0). */
const CONNECT_MS = 5000;
const CLOSE_MS = 5000;
/** Below the kubelet's 3 s, so that the answer arrives. */
const HEALTH_MS = 2000;
/** A broker that vanished without a word is noticed after two to three of these. */
const HEARTBEAT_S = 10;

/** Connects in the background and for ever: at start, and after each loss. */
export async function connectBroker(parts: BrokerParts): Promise<Broker> {
    const { address, service, log, attach, detach, open = connect } = parts;
    const where = `${address.hostname}:${address.port}`;
    let connected = false;
    let complaint = "";
    const link = await open(
        { protocol: "amqp", ...address, heartbeat: HEARTBEAT_S },
        {
            timeout: CONNECT_MS,
            noDelay: true,
            clientProperties: { connection_name: service },
            recovery: {
                initialDelay: 500,
                maxDelay: 2000,
                waitForConnect: false,
                setup: async (model: ChannelModel) => {
                    // Until the set-up is done nobody else listens, and an error nobody hears is fatal.
                    model.on("error", ignore);
                    await attach(model);
                },
            },
        },
    );
    link.on("error", ignore); // "disconnect" tells the same
    link.on("connect", () => {
        connected = true;
        complaint = "";
        log("INFO", LOGGER, `Connected to RabbitMQ at ${where}`);
    });
    link.on("disconnect", (error) => {
        connected = false;
        log("WARN", LOGGER, `Lost RabbitMQ at ${where}: ${reasonOf(error)}`);
    });
    link.on("connect-failed", (error) => {
        const reason = reasonOf(error);
        if (reason === complaint) return;
        complaint = reason;
        log("WARN", LOGGER, `Can't connect to RabbitMQ at ${where}, trying on: ${reason}`);
    });
    return {
        get connected() {
            return connected;
        },
        answers: async () =>
            connected && within(HEALTH_MS, openAndClose(link.createChannel()), false),
        close: () =>
            within(
                CLOSE_MS,
                detach()
                    .catch(ignore)
                    .then(() => link.close()),
                undefined,
            ),
    };
}

/** The error of a name with several addresses has a code and an empty message. */
function reasonOf(error: NodeJS.ErrnoException): string {
    return error.message || String(error.code);
}

async function openAndClose(opening: Promise<Channel>): Promise<boolean> {
    try {
        const channel = await opening;
        channel.on("error", ignore);
        await channel.close();
        return true;
    } catch {
        return false;
    }
}

/** Ends a connection whose channel is of no use any more, so that all of it is made anew. */
export function startOver(model: ChannelModel): void {
    // Later: a channel's end may be part of its connection's end, which then comes first.
    setImmediate(() => void model.close().catch(ignore));
}

export function ignore(): void {}
