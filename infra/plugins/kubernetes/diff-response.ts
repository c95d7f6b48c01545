import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { propertyDiff } from "../protocol/responses.ts";
import type { ResourceDiff } from "./check.ts";

/** The engine's view of a diff, with one entry for each changed property. */
export function diffResponse({ changes, deleteBeforeReplace }: ResourceDiff): DiffResponse {
    const response = new pb.DiffResponse();
    const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
    response.setChanges(changes.size > 0 ? DIFF_SOME : DIFF_NONE);
    response.setHasdetaileddiff(true);
    response.setDeletebeforereplace(deleteBeforeReplace);
    for (const [path, change] of changes) {
        response.getDetaileddiffMap().set(path, propertyDiff(change, change.inputDiff));
        if (change.replace) response.addReplaces(path);
    }
    return response;
}
