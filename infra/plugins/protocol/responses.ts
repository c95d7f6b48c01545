/** The protocol's messages that every plugin sends in the same form. */
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
    CheckFailure,
    CheckResponse,
    DiffResponse,
    GetSchemaResponse,
    PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { rootOf } from "./changes.ts";
import type { PropertyMap } from "./property.ts";
import { encode } from "./struct.ts";

/** An input that a check refuses. */
export interface Failure {
    property: string;
    reason: string;
}

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
export function failuresOf(failures: readonly Failure[]): CheckFailure[] {
    return failures.map(({ property, reason }) => {
        const failure = new pb.CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        return failure;
    });
}

/** The answer to a check: the inputs as they will be used, and what is wrong with them. */
export function checked(inputs: PropertyMap, failures: readonly Failure[] = []): CheckResponse {
    const response = new pb.CheckResponse();
    response.setInputs(encode(inputs));
    response.setFailuresList(failuresOf(failures));
    return response;
}

/** The answer to a diff of inputs, with one entry for each changed property path. */
export function diffed(changes: ReadonlyMap<string, PropertyChange>): DiffResponse {
    const response = new pb.DiffResponse();
    const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
    response.setChanges(changes.size === 0 ? DIFF_NONE : DIFF_SOME);
    response.setHasdetaileddiff(true);
    for (const [path, change] of changes) {
        response.getDetaileddiffMap().set(path, propertyDiff(change, true));
        response.addDiffs(rootOf(path));
        if (change.replace) response.addReplaces(path);
    }
    return response;
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
