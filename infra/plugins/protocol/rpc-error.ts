/** Errors as the engine understands them. */
import * as grpc from "@grpc/grpc-js";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import type { PropertyMap } from "./property.ts";
import { encode } from "./struct.ts";

/** What the engine keeps of a resource that exists but isn't as it should be. */
export interface PartialState {
    id: string;
    /** The outputs to record. */
    state: PropertyMap;
    /** The inputs to record; the engine's own where absent. */
    inputs?: PropertyMap;
    /** What is wrong, one reason a line; the engine shows them and keeps them with the resource. */
    reasons: string[];
}

/**
 * The resource was made (or changed) but did not become ready. The engine records it together with the reasons, so
 * that it isn't lost, and tries again on the next update.
 */
export class InitError extends Error {
    readonly partial: PartialState;

    constructor(message: string, partial: PartialState) {
        super(message);
        this.name = "InitError";
        this.partial = partial;
    }
}

/** The gRPC error of anything thrown. */
export function rpcError(error: unknown): grpc.ServiceError {
    const message = error instanceof Error ? error.message : String(error);
    const metadata = new grpc.Metadata();
    if (error instanceof InitError) metadata.add("grpc-status-details-bin", details(error));
    return Object.assign(new Error(message), {
        code: grpc.status.UNKNOWN,
        details: message,
        metadata,
    });
}

function details(error: InitError): Buffer {
    const failed = new providerPb.ErrorResourceInitFailed();
    failed.setId(error.partial.id);
    failed.setProperties(encode(error.partial.state));
    failed.setReasonsList(error.partial.reasons);
    if (error.partial.inputs) failed.setInputs(encode(error.partial.inputs));
    const any = new anyPb.Any();
    any.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new statusPb.Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(error.message);
    status.addDetails(any);
    return Buffer.from(status.serializeBinary());
}
