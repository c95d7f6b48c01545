/** Where an object of this project's kinds lives in the API. */
export interface ObjectRef {
    apiVersion: string;
    kind: string;
    namespace: string;
    name: string;
}

/** API path of a namespaced object, e.g. `/apis/apps/v1/namespaces/sock-shop/deployments/orders`. */
export function objectPath(ref: ObjectRef): string {
    return `${collectionPath(ref)}/${ref.name}`;
}

/** API path of all objects of that kind in that namespace. */
export function collectionPath(ref: Omit<ObjectRef, "name">): string {
    const root = ref.apiVersion.includes("/")
        ? `/apis/${ref.apiVersion}`
        : `/api/${ref.apiVersion}`;
    return `${root}/namespaces/${ref.namespace}/${plural(ref.kind)}`;
}

function plural(kind: string): string {
    const lower = kind.toLowerCase();
    if (lower.endsWith("y")) return `${lower.slice(0, -1)}ies`;
    return lower.endsWith("s") ? `${lower}es` : `${lower}s`;
}
