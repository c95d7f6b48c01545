import pulumi from "@pulumi/pulumi";
import type { ResourceSpec } from "../contract/resource-spec.ts";

class Resource extends pulumi.CustomResource {}
class Provider extends pulumi.ProviderResource {}

const VERSIONS: Record<string, string> = {
    kubernetes: "4.34.2",
    command: "1.2.1",
    datadog: "5.11.0",
};
const registered = new Map<string, pulumi.CustomResource>();

/** Registers resources that are given as data, in their order. Call it once in a program. */
export function registerResources(resources: readonly ResourceSpec[]): void {
    for (const resource of resources) register(resource);
}

function register({ name, type, inputs, outputs = [], options = {} }: ResourceSpec): void {
    const properties = {
        ...Object.fromEntries(outputs.map((output) => [output, undefined])),
        ...resolve(inputs),
    };
    const { provider, dependsOn = [], customTimeouts, ignoreChanges, retainOnDelete } = options;
    const [, , plugin] = /^(pulumi:providers):(.+)$/.exec(type) ?? [];
    const resource = plugin
        ? new Provider(plugin, name, properties, {
              version: VERSIONS[plugin] ?? "",
          })
        : new Resource(type, name, properties, {
              version: VERSIONS[type.split(":")[0] ?? ""] ?? "",
              dependsOn: dependsOn.map(find),
              ...(provider === undefined ? {} : { provider: asProvider(find(provider)) }),
              ...(customTimeouts === undefined ? {} : { customTimeouts }),
              ...(ignoreChanges === undefined ? {} : { ignoreChanges }),
              ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
          });
    registered.set(name, resource);
}

function find(name: string): pulumi.CustomResource {
    const resource = registered.get(name);
    if (resource === undefined) throw new Error(`no resource "${name}" before this one`);
    return resource;
}

function asProvider(resource: pulumi.CustomResource): pulumi.ProviderResource {
    if (resource instanceof pulumi.ProviderResource) return resource;
    throw new Error("not a provider");
}

/** Inputs with `{$secret: value}` made a secret and `{$output: [resource, property]}` another resource's output. */
function resolve(inputs: Record<string, unknown>): pulumi.Inputs {
    return Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => [key, resolveValue(value)]),
    );
}

function resolveValue(value: unknown): pulumi.Input<unknown> {
    if (Array.isArray(value)) return value.map(resolveValue);
    if (typeof value !== "object" || value === null) return value;
    if ("$secret" in value) return pulumi.secret(value.$secret);
    if ("$output" in value && Array.isArray(value.$output)) {
        const [name, property] = value.$output.map(String);
        return Reflect.get(find(name ?? ""), property ?? "") as pulumi.Output<unknown>;
    }
    return resolve(value as Record<string, unknown>);
}
