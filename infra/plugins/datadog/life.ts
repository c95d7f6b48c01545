/** The life of a resource: what the engine records of it, and what Datadog is asked for. */
import { hasSecret, secret, UNKNOWN, type PropertyMap } from "../protocol/property.ts";
import { changesBetween, rootOf } from "../protocol/changes.ts";
import { reasonOf, statusOf, type Api } from "./api.ts";
import { ownOf, plainInputs, settleAll, unknownKeys } from "./check.ts";
import type { Found, Kind } from "./kind.ts";

export async function create(
    api: Api,
    kind: Kind,
    inputs: PropertyMap,
): Promise<{ id: string; state: PropertyMap }> {
    const found = await saying(kind, "create", () => kind.create(api, plainInputs(inputs)));
    return { id: found.id, state: stateOf(kind, found, inputs) };
}

export async function update(
    api: Api,
    kind: Kind,
    id: string,
    inputs: PropertyMap,
): Promise<PropertyMap> {
    const found = await saying(kind, `update ${id}`, () =>
        kind.update(api, id, plainInputs(inputs)),
    );
    return stateOf(kind, found, inputs);
}

/** Undefined where the resource is gone. `inputs` are the recorded ones, empty for an import. */
export async function read(
    api: Api,
    kind: Kind,
    id: string,
    inputs: PropertyMap,
): Promise<{ id: string; state: PropertyMap; inputs: PropertyMap } | undefined> {
    const found = await saying(kind, `read ${id}`, () => unlessGone(() => kind.read(api, id)));
    if (found === undefined) return undefined;
    return { id, state: stateOf(kind, found, inputs), inputs: inputsSeen(kind, found, inputs) };
}

export async function remove(api: Api, kind: Kind, id: string, state: PropertyMap): Promise<void> {
    const inputs = plainInputs(state);
    await saying(kind, `delete ${id}`, () => unlessGone(() => kind.remove(api, id, inputs)));
}

/** What a preview of create or update knows: the inputs, and that there will be more. */
export function preview(kind: Kind, inputs: PropertyMap, state: PropertyMap = {}): PropertyMap {
    const settled = unknownKeys(inputs).length > 0 ? inputs : settleAll(kind, plainInputs(inputs));
    const later = kind.computed.map((key) => [key, state[key] ?? UNKNOWN]);
    return { ...marked(settled, inputs), ...(Object.fromEntries(later) as PropertyMap) };
}

function stateOf(kind: Kind, found: Found, inputs: PropertyMap): PropertyMap {
    const own = ownOf(kind, plainInputs(inputs));
    return marked({ ...found.inputs, ...found.computed, ...own }, inputs);
}

/** The recorded inputs with what Datadog now has otherwise. */
function inputsSeen(kind: Kind, found: Found, inputs: PropertyMap): PropertyMap {
    if (Object.keys(inputs).length === 0) return found.inputs;
    const changed = changesBetween(kind.settle(plainInputs(inputs)), found.inputs);
    const seen = { ...inputs };
    for (const key of new Set([...changed.keys()].map(rootOf))) {
        const value = found.inputs[key];
        if (value === undefined) delete seen[key];
        else seen[key] = value;
    }
    return seen;
}

/** An output is secret where the input of its name is. */
function marked(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
    return Object.fromEntries(
        Object.entries(outputs).map(([key, value]) => [
            key,
            hasSecret(inputs[key]) ? secret(value) : value,
        ]),
    );
}

async function unlessGone<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
        return await work();
    } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
    }
}

async function saying<Result>(
    kind: Kind,
    what: string,
    work: () => Promise<Result>,
): Promise<Result> {
    try {
        return await work();
    } catch (error) {
        throw new Error(`${what} ${kind.type.split(":").at(-1)}: ${reasonOf(error)}`);
    }
}
