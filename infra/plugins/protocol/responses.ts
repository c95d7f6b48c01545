/** The protocol's messages that every plugin sends in the same form. */
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
    CheckFailure,
    GetSchemaResponse,
    PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb.js";

/** What happens to a property, and whether its resource has to be made anew for it. */
export interface PropertyChange {
    kind: "add" | "delete" | "update";
    replace: boolean;
}

/** One line of a detailed diff. `inputDiff`: the change is one of inputs, not of the live state. */
export function propertyDiff(change: PropertyChange, inputDiff: boolean): PropertyDiff {
    const { Kind } = pb.PropertyDiff;
    const kinds = { add: Kind.ADD, delete: Kind.DELETE, update: Kind.UPDATE };
    const replacing = {
        add: Kind.ADD_REPLACE,
        delete: Kind.DELETE_REPLACE,
        update: Kind.UPDATE_REPLACE,
    };
    const diff = new pb.PropertyDiff();
    diff.setKind((change.replace ? replacing : kinds)[change.kind]);
    diff.setInputdiff(inputDiff);
    return diff;
}

/** Inputs that a check refuses, with the reason for each. */
export function failuresOf(
    failures: readonly { property: string; reason: string }[],
): CheckFailure[] {
    return failures.map(({ property, reason }) => {
        const failure = new pb.CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        return failure;
    });
}

export function pluginInfo(version: string): PluginInfo {
    const info = new pluginPb.PluginInfo();
    info.setVersion(version);
    return info;
}

/** A schema of nothing but the name: programs use the published SDK. */
export function bareSchema(name: string, version: string): GetSchemaResponse {
    const response = new pb.GetSchemaResponse();
    response.setSchema(JSON.stringify({ name, version }));
    return response;
}
