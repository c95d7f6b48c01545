import { Secret } from "@pulumi/policy";

/** Stands for a value that is known only when the update is made: it is judged then. */
export const UNKNOWN = Symbol("not known yet");

/** A resource as a program wants it, in plain data. */
export interface PlannedResource {
    urn: string;
    /** E.g. `kubernetes:apps/v1:Deployment`. */
    type: string;
    name: string;
    /** Inputs, secrets in plain text; {@link UNKNOWN} where a value isn't known yet. */
    props: Readonly<Record<string, unknown>>;
    /** Paths of inputs that are secret, such as `stringData` or `stringData.password`. */
    secrets: readonly string[];
    /** The provider that is to make it; undefined: it needs none. */
    provider?: { name: string; props: Readonly<Record<string, unknown>> };
}

/** How Pulumi marks a secret in data (`specialSigKey`, `specialSecretSig` of its SDK). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What stands for a value that isn't known yet, by its type (`proxy.js` of @pulumi/policy). */
const UNKNOWN_TEXTS = new Set<unknown>([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Inputs in plain data, and which of them are secret. */
export function plainInputs(inputs: object): Pick<PlannedResource, "props" | "secrets"> {
    const secrets: string[] = [];
    const plain = (value: unknown, path: string): unknown => {
        if (UNKNOWN_TEXTS.has(value)) return UNKNOWN;
        if (typeof value !== "object" || value === null) return value;
        const hidden = secretIn(value);
        if (hidden !== undefined) {
            secrets.push(path);
            return plain(hidden.value, path);
        }
        if (Array.isArray(value)) return value.map((one, at) => plain(one, `${path}[${at}]`));
        return Object.fromEntries(
            Object.entries(value).map(([key, one]) => [
                key,
                plain(one, path === "" ? key : `${path}.${key}`),
            ]),
        );
    };
    return { props: plain(unproxied(inputs), "") as Record<string, unknown>, secrets };
}

function secretIn(value: object): { value: unknown } | undefined {
    if (value instanceof Secret) return { value: value.value as unknown };
    if (SIGNATURE in value && value[SIGNATURE] === SECRET && "value" in value) {
        return { value: value.value };
    }
    return undefined;
}

/**
 * The data behind the SDK's proxies. They throw at the first value that isn't known, and the rule would be skipped for
 * the whole resource; and they hide which values are secret.
 */
function unproxied(inputs: object): object {
    let data = inputs;
    while (Reflect.get(data, "__isSpecialProxy") === true) {
        data = Reflect.get(data, "__getSpecialProxyTarget") as object;
    }
    return data;
}
