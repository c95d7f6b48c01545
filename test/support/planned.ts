import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { getMonitor } from "@pulumi/pulumi/runtime/settings.js";
import { plainInputs, type PlannedResource } from "../../policies/planned.ts";
import { engineStandIn, registrationsOf } from "../../infra/review/registered.ts";

/** Types of the components that a resource is in, by what the mocks call it. */
const lineages = new Map<string, string>();

interface Monitor {
    registerResource(request: RegisterResourceRequest, callback: unknown): unknown;
}

await engineStandIn();
// The stand-in doesn't tell what a resource is part of, and the engine's names of resources do.
const monitor = getMonitor() as unknown as Monitor;
const register = monitor.registerResource.bind(monitor);
monitor.registerResource = (request, callback) => {
    const [type, name] = [request.getType(), request.getName()];
    const [, , parentType = "", parentName = ""] = request.getParent().split("::");
    const parent = lineages.get(`${parentType.split("$").at(-1)}::${parentName}`);
    lineages.set(`${type}::${name}`, parent === undefined ? type : `${parent}$${type}`);
    return register(request, callback);
};

/** What a program wants of the engine as a policy pack is shown it, in its order. */
export async function plannedBy(
    stack: string,
    program: () => Promise<unknown>,
): Promise<PlannedResource[]> {
    const registrations = await registrationsOf(program);
    const plain = registrations.map(({ type, name, inputs }): PlannedResource => ({
        urn: `urn:pulumi:${stack}::sock-shop::${lineages.get(`${type}::${name}`) ?? type}::${name}`,
        ...{ type, name, ...plainInputs(inputs) },
    }));
    const provider = plain.find(({ type }) => type === "pulumi:providers:kubernetes");
    return plain.map((one) =>
        one.type.startsWith("kubernetes:") && provider !== undefined ? { ...one, provider } : one,
    );
}
