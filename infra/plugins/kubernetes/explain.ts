/** The API server's errors, in words that say what to do. */
import { listAt, textAt, type Reference } from "./kube-object.ts";
import { ApiError } from "./api.ts";
import { NoSuchKindError } from "./discovery.ts";

interface Resource {
    urn: string;
    preview: boolean;
}

/** An error while creating. */
export function createError({ urn }: Resource, error: unknown): Error {
    const text = messageOf(error);
    if (error instanceof NoSuchKindError) {
        return new Error(
            `creation of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion ` +
                `for this resource does not exist: ${text}`,
        );
    }
    if (error instanceof ApiError && error.reason === "AlreadyExists") {
        return new Error(
            `resource "${urn}" was not successfully created by the Kubernetes API server: ${text}\n\n` +
                "The resource already exists in the cluster. To manage only some of its fields, use its Patch " +
                "resource; to take it over, use `pulumi import`; else delete it or choose another name.",
        );
    }
    if (isConflict(error)) return conflictError(error);
    return new Error(
        `resource "${urn}" was not successfully created by the Kubernetes API server: ${text}`,
    );
}

/** An error while applying under a manager's name. */
export function applyError({ urn }: Resource, error: unknown, manager: string): Error {
    const reason = isConflict(error) ? conflictError(error, manager).message : messageOf(error);
    return new Error(`update of resource "${urn}" failed: ${reason}`);
}

/** A Patch resource's object isn't there. */
export function missingPatchTarget({ urn }: Resource, { kind, namespace, name }: Reference): Error {
    const where = namespace === undefined ? "" : ` in namespace "${namespace}"`;
    return new Error(
        `resource "${urn}" patches ${kind} "${name}"${where}, which does not exist. A Patch changes objects that ` +
            "others own: create it first, or correct `metadata.name` and `metadata.namespace`",
    );
}

/** An error while giving fields up. */
export function relinquishError(error: unknown): unknown {
    const causes = error instanceof ApiError ? listAt(error.status, "details", "causes") : [];
    const required = causes.find((cause) => textAt(cause, "reason") === "FieldValueRequired");
    if (required === undefined) return error;
    return new Error(
        "this Patch resource is currently managing a required field, so it can't be deleted directly. Either set " +
            "the `retainOnDelete` resource option, or transfer ownership of the field before deleting: " +
            String(textAt(required, "field")),
    );
}

function isConflict(error: unknown): error is ApiError {
    return error instanceof ApiError && error.code === 409 && error.reason === "Conflict";
}

function conflictError(error: ApiError, manager?: string): Error {
    const who =
        manager === undefined
            ? ""
            : `The resource managed by field manager "${manager}" had an apply conflict: `;
    return new Error(
        `server-side apply field conflict detected. ${who}${error.message}\n` +
            'To take the fields over, set the annotation "pulumi.com/patchForce": "true" on the resource.',
    );
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
