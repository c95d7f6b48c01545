import { z } from "zod";
import { STACK_LABEL } from "../../components/kit/labels.ts";
import { sortKeys } from "../../components/kit/sort-keys.ts";
import { findIncident } from "../../incidents/catalog.ts";
import type { Registered } from "./registered.ts";
import type { RenderedStack } from "./render.ts";

const Change = z.strictObject({
    object: z.string(),
    field: z.string(),
    /** Undefined where nothing was set. */
    from: z.string().optional(),
    to: z.string(),
});

/**
 * All that a reviewer needs to know of an incident: what it changes, its load, its end. Everything is read from
 * what the program registered or gave as an output; what all incidents bring in the same way is only named.
 */
export const IncidentView = z.strictObject({
    incident: z.string(),
    title: z.string(),
    /** Each field of the shop with its value in the healthy shop and in the incident. */
    changes: z.array(Change),
    /** The load as it is said to people, and what its generator is told. */
    load: z
        .strictObject({ size: z.string(), settings: z.record(z.string(), z.string()) })
        .optional(),
    expiresAfter: z.string(),
    /** The command that ends it. */
    recovery: z.string(),
    /** Objects whose former state is recorded first and put back last. */
    recorded: z.array(z.string()),
    /** Whole objects that the faults bring, by kind and name, without the load and the expiry. */
    added: z.record(z.string(), z.record(z.string(), z.unknown())),
    /** Every resource of the stack, by type and name. */
    resources: z.array(z.string()),
});
export type IncidentView = z.infer<typeof IncidentView>;

/** What the program of an incident gives as outputs (`infra/program/incident.ts`). */
const Outputs = z.object({
    incident: z.string(),
    changes: z.array(Change),
    load: z.string().optional(),
    expiresAfter: z.string(),
    recovery: z.string(),
});

/** Resources that every incident has, or every one with a load. */
const MACHINERY = ["expiry", "load", "load-worker", "load-profile", "load-master"];

/** A rendered incident as a reviewer sees it. */
export function viewOf({ outputs, resources }: RenderedStack): IncidentView {
    const { incident, changes, load, expiresAfter, recovery } = Outputs.parse(outputs);
    return {
        incident,
        title: findIncident(incident)?.title ?? "",
        // As it is in a file, where nothing is undefined.
        changes: changes.map(({ object, field, from, to }) => ({
            object,
            field,
            ...(from === undefined ? {} : { from }),
            to,
        })),
        ...(load === undefined
            ? {}
            : { load: { size: load.replace(/^load: /, ""), settings: loadSettings(resources) } }),
        expiresAfter,
        recovery,
        recorded: recordedBy(resources),
        added: Object.fromEntries(resources.filter(isAdded).map(({ inputs }) => added(inputs))),
        resources: resources.map(({ type, name }) => `${type} ${name}`),
    };
}

/** What Locust is told beside where to find its parts, master and workers together. */
function loadSettings(resources: readonly Registered[]): Record<string, string> {
    const jobs = resources.filter(({ name }) => name === "load" || name === "load-worker");
    const entries = jobs.flatMap(({ inputs }) => containersOf(inputs)).flatMap(({ env }) => env);
    return Object.fromEntries(
        entries
            .filter(({ name }) => !["ROLE", "MASTER"].includes(name))
            .map(({ name, value }) => [name, value]),
    );
}

function containersOf(inputs: object): { env: { name: string; value: string }[] }[] {
    const { spec } = inputs as {
        spec?: { template: { spec: { containers: ReturnType<typeof containersOf> } } };
    };
    return spec?.template.spec.containers ?? [];
}

/** From the command that records: it says which objects it is about. */
function recordedBy(resources: readonly Registered[]): string[] {
    const record = resources.find(({ name }) => name === "former-state");
    const [, targets] = /--targets '([^']*)'/.exec(String(record?.inputs["create"])) ?? [];
    if (targets === undefined) throw new Error("an incident without a record of the former state");
    const refs = JSON.parse(targets) as { kind: string; name: string }[];
    const policies = /--policies (\S+)/.exec(String(record?.inputs["create"]))?.[1];
    return [
        ...refs.map(({ kind, name }) => `${kind} ${name}`),
        ...(policies === undefined ? [] : ["policies of the broker"]),
    ];
}

function isAdded({ type, name }: Registered): boolean {
    return type.startsWith("kubernetes:") && !type.endsWith("Patch") && !MACHINERY.includes(name);
}

function added(inputs: Record<string, unknown>): [string, Record<string, unknown>] {
    const { apiVersion, kind, metadata, ...content } = sortKeys(inputs) as {
        apiVersion: string;
        kind: string;
        metadata: { name: string; labels?: Record<string, string> };
    };
    const { name, labels: all = {}, ...where } = metadata;
    const { [STACK_LABEL]: _stack, ...rest } = all;
    const labels = Object.keys(rest).length === 0 ? {} : { labels: rest };
    return [`${kind} ${name}`, { apiVersion, metadata: { ...where, ...labels }, ...content }];
}
