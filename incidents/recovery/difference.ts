import { atomizeChangeset, diff, Operation } from "json-diff-ts";
import type { KubeObject } from "../../components/kube/client.ts";

/** One field that is not what it should be. */
export interface Difference {
    object: string;
    field: string;
    expected: string;
    found: string;
}

/** Metadata that the API server or a controller keeps: it says nothing about what somebody asked for. */
const BOOKKEEPING = new Set([
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "managedFields",
    "selfLink",
]);

/** Annotations that controllers write: a revision counter tells of history, not of content. */
const BOOKKEEPING_ANNOTATIONS = new Set([
    "deployment.kubernetes.io/revision",
    "kubectl.kubernetes.io/last-applied-configuration",
]);

/** Lists that Kubernetes keeps by name: matched so, one changed entry is one row. */
const KEYED_LISTS = { containers: "name", env: "name", volumes: "name" };

/** What an object says, without status and bookkeeping. */
export function contentOf(object: KubeObject): Record<string, unknown> {
    const { status: _status, metadata, ...rest } = object;
    const kept = Object.fromEntries(
        Object.entries(metadata).filter(([key]) => !BOOKKEEPING.has(key)),
    );
    const annotations = Object.entries(metadata.annotations ?? {}).filter(
        ([key]) => !BOOKKEEPING_ANNOTATIONS.has(key),
    );
    delete kept["annotations"];
    return {
        ...rest,
        metadata: {
            ...kept,
            ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
        },
    };
}

/** Every field in which two versions of an object differ, bookkeeping aside. */
export function differences(name: string, expected: KubeObject, found: KubeObject): Difference[] {
    const changes = atomizeChangeset(
        diff(contentOf(expected), contentOf(found), { embeddedObjKeys: embeddedKeys() }),
    );
    return changes.map((change) => ({
        object: name,
        field: change.path.replace(/^\$\.?/, ""),
        expected: show(
            change.type === Operation.ADD ? undefined : (change.oldValue ?? change.value),
        ),
        found: show(change.type === Operation.REMOVE ? undefined : change.value),
    }));
}

function embeddedKeys(): Map<RegExp, string> {
    return new Map(
        Object.entries(KEYED_LISTS).map(([list, key]) => [new RegExp(`(^|\\.)${list}$`), key]),
    );
}

function show(value: unknown): string {
    return value === undefined ? "(none)" : JSON.stringify(value);
}
