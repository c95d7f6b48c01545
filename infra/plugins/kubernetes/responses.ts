/** The protocol's messages for diffs and failed checks. */
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { CheckFailure, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb.js";
import type { ResourceDiff } from "./check.ts";
import type { Change } from "./diff.ts";

/** The engine's view of a diff, with one entry for each changed property. */
export function diffResponse({ changes, deleteBeforeReplace }: ResourceDiff): DiffResponse {
    const response = new pb.DiffResponse();
    const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
    response.setChanges(changes.size > 0 ? DIFF_SOME : DIFF_NONE);
    response.setHasdetaileddiff(true);
    response.setDeletebeforereplace(deleteBeforeReplace);
    for (const [path, change] of changes) {
        response.getDetaileddiffMap().set(path, propertyDiff(change));
        if (change.replace) response.addReplaces(path);
    }
    return response;
}

function propertyDiff(change: Change): PropertyDiff {
    const { Kind } = pb.PropertyDiff;
    const kinds = { add: Kind.ADD, delete: Kind.DELETE, update: Kind.UPDATE };
    const replacing = {
        add: Kind.ADD_REPLACE,
        delete: Kind.DELETE_REPLACE,
        update: Kind.UPDATE_REPLACE,
    };
    const diff = new pb.PropertyDiff();
    diff.setKind((change.replace ? replacing : kinds)[change.kind]);
    diff.setInputdiff(change.inputDiff);
    return diff;
}

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
