import assert from "node:assert/strict";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { InitError, rpcError } from "../../../../../infra/plugins/protocol/rpc-error.ts";
import { decode } from "../../../../../infra/plugins/protocol/struct.ts";

const UNKNOWN_CODE = 2;

describe("rpcError", () => {
    it("carries the message", () => {
        const error = rpcError(new Error("no such thing"));
        assert.equal(error.code, UNKNOWN_CODE);
        assert.equal(error.details, "no such thing");
        assert.deepEqual(error.metadata.getMap(), {});
    });

    it("carries the state of a resource that exists but isn't ready", () => {
        const partial = {
            id: "shop/web",
            state: { kind: "Deployment" },
            inputs: { a: 1 },
            reasons: ["r1", "r2"],
        };
        const [details] = rpcError(new InitError("not ready", partial)).metadata.get(
            "grpc-status-details-bin",
        );
        assert.ok(Buffer.isBuffer(details));
        const [any] = statusPb.Status.deserializeBinary(details).getDetailsList();
        assert.ok(any instanceof anyPb.Any);
        assert.equal(any.getTypeName(), "pulumirpc.ErrorResourceInitFailed");
        const failed = pb.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
        assert.deepEqual(
            [
                failed.getId(),
                decode(failed.getProperties()),
                decode(failed.getInputs()),
                failed.getReasonsList(),
            ],
            ["shop/web", { kind: "Deployment" }, { a: 1 }, ["r1", "r2"]],
        );
    });
});
