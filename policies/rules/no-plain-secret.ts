import { texts } from "../json.ts";
import { kubeObject } from "../kube-object.ts";
import type { PlannedResource } from "../planned.ts";
import { environmentOf, podOf } from "../pod.ts";
import type { Rule, Violation } from "../rule.ts";

/** Names that hold a secret; `…ExistingSecret` holds the name of one. */
const SECRET_NAME =
    /(?<!existing)(pass(word|wd|phrase)?|secret|token|credentials?|(api|app|access|private)[-_]?key)$/i;

/** Texts that are secrets by their form: a private key, a URL with a password in it. */
const SECRET_FORMS: Readonly<Record<string, RegExp>> = {
    "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    "a URL with a password": /\w+:\/\/[^\s/:@"']*:(?!\$)[^\s/:@"'$]+@/,
};

/** A shorter value of a secret occurs by chance. */
const SHORTEST_SECRET = 8;

/** Secrets are Pulumi secrets, which are encrypted in the state, and are in Kubernetes Secrets, from which pods get them. */
export const noPlainSecret: Rule = {
    name: "no-plain-secret",
    description:
        "No secret is in plain text: not in a Secret's inputs, a variable, a ConfigMap, an argument.",
    check(resource, before) {
        const title = kubeObject(resource)?.title ?? resource.name;
        const isSecret = (path: string): boolean =>
            resource.secrets.some(
                (one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`),
            );
        const plain = [...texts(resource.props)].filter(([path]) => !isSecret(path));
        const found = [
            ...inSecretObject(resource, plain),
            ...byName(resource, plain),
            ...byForm(plain),
            ...byValue(plain, [resource, ...before].flatMap(secretValues)),
        ];
        // One text may be wrong in several ways: the first says enough.
        const first = new Map(found.toReversed().map(([path, what]) => [path, what]));
        return [...first].map(([path, what]): Violation => ({
            what: path,
            where: `${title}, ${path}`,
            found: `${what} in plain text`,
            allowed: "a Pulumi secret in a Kubernetes Secret, referred to by secretKeyRef",
            cure: "wrap it in pulumi.secret(), or pulumi config set --secret",
        }));
    },
};

type Found = [path: string, what: string];

function inSecretObject(resource: PlannedResource, plain: readonly Found[]): Found[] {
    if (kubeObject(resource)?.kind !== "Secret") return [];
    return plain
        .filter(([path]) => /^(data|stringData)\./.test(path))
        .map(([path]) => [path, "a Secret's value"]);
}

function byName(resource: PlannedResource, plain: readonly Found[]): Found[] {
    const object = kubeObject(resource);
    const pod = object && podOf(object, resource.props);
    const variables = (pod?.containers ?? []).flatMap((container) =>
        [...environmentOf(container)].map(([name, value]): [string, string, unknown] => [
            `${container.path}.env ${name}`,
            name,
            value,
        ]),
    );
    const fields = plain.map(([path, value]): [string, string, unknown] => [
        path,
        path.split(".").at(-1) ?? "",
        value,
    ]);
    return [...variables, ...fields]
        .filter(([, name, value]) => SECRET_NAME.test(name) && isLiteral(value))
        .map(([path, name]) => [path, `the value of ${name}`]);
}

/** Whether a value is more than nothing or a reference such as `$(PASSWORD)`. */
function isLiteral(value: unknown): boolean {
    return typeof value === "string" && value !== "" && !/^\$[({].*[)}]$/.test(value);
}

function byForm(plain: readonly Found[]): Found[] {
    return plain.flatMap(([path, value]) =>
        Object.entries(SECRET_FORMS)
            .filter(([, form]) => form.test(value))
            .map(([what]): Found => [path, what]),
    );
}

function byValue(plain: readonly Found[], secrets: readonly string[]): Found[] {
    return plain
        .filter(([, value]) => secrets.some((secret) => value.includes(secret)))
        .map(([path]) => [path, "the value of another secret"]);
}

/** What was read of a resource, which every one after it asks for. */
const read = new WeakMap<PlannedResource, readonly string[]>();

/** Secret texts of a resource that are long enough to be found elsewhere, as they are and in Base64. */
function secretValues(resource: PlannedResource): readonly string[] {
    const known = read.get(resource);
    if (known !== undefined) return known;
    const values = readSecretValues(resource);
    read.set(resource, values);
    return values;
}

function readSecretValues(resource: PlannedResource): string[] {
    if (resource.secrets.length === 0) return [];
    const values = [...texts(resource.props)].flatMap(([path, value]) => {
        // A secret map holds user names beside passwords; a value that is secret itself is meant.
        const isMeant = resource.secrets.includes(path) || SECRET_NAME.test(path);
        const isHidden = resource.secrets.some((one) => path === one || path.startsWith(`${one}.`));
        return isMeant && isHidden && value.length >= SHORTEST_SECRET ? [value] : [];
    });
    return values.flatMap((value) => [value, Buffer.from(value).toString("base64")]);
}
