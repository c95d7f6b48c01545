/** Serving a plugin: a gRPC server on a free loopback port, whose number is the first line on stdout. */
import * as grpc from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { rpcError } from "./rpc-error.ts";

const MAX_MESSAGE_BYTES = 400 * 1024 * 1024; // the engine's own limit

/** Makes a gRPC handler of an async function; what it throws becomes the call's error. */
export function unary<Request, Response>(
    handle: (request: Request) => Promise<Response> | Response,
): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        Promise.resolve(call.request)
            .then(handle)
            .then(
                (response) => callback(null, response),
                (error: unknown) => callback(rpcError(error)),
            );
    };
}

/** An empty answer. */
export function empty(): Empty {
    return new emptyPb.Empty();
}

/** The engine's address among the arguments the engine passes to a plugin (flags aside), if there is one. */
export function engineAddress(argv: readonly string[]): string | undefined {
    return argv.find((argument) => /^[^-].*:\d+$/.test(argument));
}

/**
 * Serves until the process ends. Calls that the implementation lacks are answered with UNIMPLEMENTED, which is how
 * the engine finds out what a plugin can do.
 */
export async function serve(
    service: grpc.ServiceDefinition,
    implementation: grpc.UntypedServiceImplementation,
): Promise<grpc.Server> {
    const server = new grpc.Server({
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    server.addService(service, implementation);
    const port = await new Promise<number>((resolve, reject) => {
        const credentials = grpc.ServerCredentials.createInsecure();
        server.bindAsync("127.0.0.1:0", credentials, (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    process.stdout.write(`${port}\n`);
    return server;
}
