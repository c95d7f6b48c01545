/** The engine that started a plugin: where progress is shown, and whose end is the plugin's end. */
import * as grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";

export type Severity = "debug" | "info" | "warning" | "error";

export interface Engine {
    /** Shows a line with the resource; an ephemeral one only while the resource is worked on. Never throws. */
    log(urn: string, severity: Severity, message: string, options?: { ephemeral?: boolean }): void;
    /** Resolves once every line so far has arrived (or could not be delivered). */
    flush(): Promise<void>;
}

/** An engine that hears nothing, for a plugin started by hand. */
export const NO_ENGINE: Engine = { log: () => undefined, flush: async () => undefined };

const IDLE_FOREVER_MS = 2 ** 31 - 1; // grpc-js would close the channel after 30 min, which would look like a dead engine
const CONNECT_MS = 30_000;

/**
 * Connects to the engine's address (`127.0.0.1:<port>`). `onGone` is called once, when the engine has gone away:
 * a killed engine can't tell its plugins, so they watch the connection.
 */
export function connectEngine(address: string, onGone: () => void): Engine {
    const client = new engineGrpc.EngineClient(address, grpc.credentials.createInsecure(), {
        "grpc.client_idle_timeout_ms": IDLE_FOREVER_MS,
    });
    const severity = enginePb.LogSeverity;
    const severities = {
        debug: severity.DEBUG,
        info: severity.INFO,
        warning: severity.WARNING,
        error: severity.ERROR,
    };
    watchChannel(client.getChannel(), onGone);
    let last: Promise<void> = Promise.resolve();
    return {
        log(urn, level, message, options = {}) {
            const request = new enginePb.LogRequest();
            request.setSeverity(severities[level]);
            request.setMessage(message);
            request.setUrn(urn);
            request.setEphemeral(options.ephemeral ?? false);
            const sent = new Promise<void>((resolve) => client.log(request, () => resolve()));
            last = Promise.all([last, sent]).then(() => undefined);
        },
        flush: () => last,
    };
}

function watchChannel(channel: ReturnType<grpc.Client["getChannel"]>, onGone: () => void): void {
    const { READY } = grpc.connectivityState;
    let wasReady = false;
    const watch = (): void => {
        const state = channel.getConnectivityState(true);
        if (wasReady && state !== READY) return onGone();
        wasReady = state === READY;
        const deadline = wasReady ? Number.POSITIVE_INFINITY : Date.now() + CONNECT_MS;
        channel.watchConnectivityState(state, deadline, (error) => (error ? onGone() : watch()));
    };
    watch();
}
