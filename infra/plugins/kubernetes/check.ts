/** What can be said of a resource without asking the cluster: its final inputs, and what they change. */
import { hasUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";
import { parseUrn } from "../protocol/urn.ts";
import { isAutonamed } from "./annotations.ts";
import { markSecrets, readCheckpoint } from "./checkpoint.ts";
import { diffObjects, isIgnored, type Change } from "./diff.ts";
import { isNamespaced } from "./discovery.ts";
import { forceNewFields, IDENTITY, type Mutability } from "./force-new.ts";
import { textAt, without, withValue, type KubeObject } from "./kube-object.ts";
import { isNamed, nameObject, type Autonaming } from "./naming.ts";
import { normalizeInputs } from "./normalize.ts";
import { pruneToShape } from "./prune.ts";
import { parseType } from "./resource-type.ts";

export interface CheckRequest {
    urn: string;
    /** The inputs of the last update; undefined for a new resource. */
    olds: PropertyMap | undefined;
    news: PropertyMap;
    seed: Uint8Array;
    /** The provider's namespace, for objects that name none. */
    namespace: string | undefined;
    autonaming: Autonaming | undefined;
}

/** The inputs as they will be used: normalised, named, with a namespace. Throws for a type that isn't supported. */
export function checkResource(request: CheckRequest): {
    inputs: PropertyMap;
    failures: { property: string; reason: string }[];
} {
    const { type, name } = parseUrn(request.urn);
    const { isPatch, kind, apiVersion } = parseType(type);
    const { news, olds, namespace } = request;
    const plain = normalizeInputs({ apiVersion, kind, ...revealMap(news) });
    if (isPatch && !isNamed(plain)) {
        const reason = "patch resources require the `.metadata.name` field to be set";
        return { inputs: news, failures: [{ property: "metadata.name", reason }] };
    }
    const old = olds === undefined || Object.keys(olds).length === 0 ? undefined : revealMap(olds);
    const named = nameObject(plain, old, name, request.seed, request.autonaming);
    const inputs =
        namespace !== undefined &&
        isNamespaced(kind) &&
        textAt(named, "metadata", "namespace") === undefined
            ? withValue(named, ["metadata", "namespace"], namespace)
            : named;
    return { inputs: markSecrets(inputs, news), failures: [] };
}

export interface DiffRequest {
    urn: string;
    /** The recorded outputs. */
    state: PropertyMap;
    news: PropertyMap;
    ignoreChanges: readonly string[];
    mutability: Mutability;
    defaultNamespace: string;
}

export interface ResourceDiff {
    changes: Map<string, Change>;
    /** Whether the old object must go before the new one can come: they have the same name. */
    deleteBeforeReplace: boolean;
}

/**
 * The changes that the inputs mean for the object as it was last seen. Of that object only what the program sets is
 * compared, so what the cluster added is no change, but what somebody else changed is (after a refresh).
 */
export function diffResource(request: DiffRequest): ResourceDiff {
    const { kind, isPatch } = parseType(parseUrn(request.urn).type);
    const next = normalizeInputs(revealMap(request.news));
    const { inputs: oldInputs, live } = readCheckpoint(request.state);
    const old = pruneToShape(live, normalizeInputs(oldInputs));
    const inNamespace = (object: KubeObject): KubeObject =>
        placed(object, kind, request.defaultNamespace);
    const named = isNamed(next)
        ? withValue(old, ["metadata", "name"], textAt(live, "metadata", "name") ?? "")
        : old;
    const [before, after] = [inNamespace(named), inNamespace(next)];
    const forceNew = isPatch ? IDENTITY : forceNewFields(after, request.mutability);
    const all = diffObjects(before, after, forceNew);
    const changes = new Map([...all].filter(([path]) => !isIgnored(path, request.ignoreChanges)));
    const replaces = [...changes.values()].some((change) => change.replace);
    return {
        changes,
        deleteBeforeReplace: replaces && !isAutonamed(after) && hasSamePlace(after, live, kind),
    };
}

function placed(object: KubeObject, kind: string, defaultNamespace: string): KubeObject {
    if (!isNamespaced(kind)) return without(object, "metadata", "namespace");
    if (textAt(object, "metadata", "namespace") !== undefined) return object;
    return withValue(object, ["metadata", "namespace"], defaultNamespace);
}

function hasSamePlace(next: KubeObject, live: KubeObject, kind: string): boolean {
    const sameName = textAt(next, "metadata", "name") === textAt(live, "metadata", "name");
    const sameNamespace =
        textAt(next, "metadata", "namespace") === textAt(live, "metadata", "namespace");
    return (
        sameName &&
        (sameNamespace || !isNamespaced(kind)) &&
        !hasUnknown(textAt(next, "metadata", "name"))
    );
}
