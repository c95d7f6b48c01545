/** The life of a `command:local:Command`. */
import { randomBytes } from "node:crypto";
import type { Engine } from "../protocol/engine.ts";
import { hasSecret, secret, UNKNOWN, type PropertyMap } from "../protocol/property.ts";
import { inputsAmong, readInputs } from "./inputs.ts";
import type { ProcessGroups } from "./process-groups.ts";
import { run } from "./run.ts";
import type { Outputs } from "./environment.ts";

export interface Context {
    urn: string;
    engine: Engine;
    groups: ProcessGroups;
}

const NOTHING: Outputs = { stdout: "", stderr: "" };

/** Runs `create`, if there is one; the result is the resource's outputs. */
export function create(context: Context, inputs: PropertyMap): Promise<PropertyMap> {
    return perform(context, readInputs(inputs).create, inputs, undefined);
}

/** Runs `update`, or `create` where there is none; without either the outputs stay as they were. */
export function update(
    context: Context,
    state: PropertyMap,
    inputs: PropertyMap,
): Promise<PropertyMap> {
    const { update: command, create: instead } = readInputs(inputs);
    return perform(context, command ?? instead, inputs, outputsOf(state));
}

/** Runs `delete`, if there is one, with the outputs of the last run in its environment. */
export async function remove(context: Context, state: PropertyMap): Promise<void> {
    const inputs = inputsAmong(state);
    await perform(context, readInputs(inputs).delete, inputs, outputsOf(state));
}

/** What a preview of create or update knows: the inputs, and that there will be an output. */
export function preview(inputs: PropertyMap): PropertyMap {
    return { ...inputs, ...mark(inputs, { stdout: UNKNOWN, stderr: UNKNOWN }) };
}

/** An id as the official plugin makes them: the resource's name and eight hexadecimal digits. */
export function newId(name: string): string {
    return `${name}${randomBytes(4).toString("hex")}`;
}

async function perform(
    { urn, engine, groups }: Context,
    command: string | undefined,
    inputs: PropertyMap,
    previous: Outputs | undefined,
): Promise<PropertyMap> {
    const onLine = (line: string): void => engine.log(urn, "info", line, { ephemeral: true });
    const outputs =
        command === undefined
            ? (previous ?? NOTHING)
            : await run(command, readInputs(inputs), previous, groups, onLine);
    return { ...inputs, ...mark(inputs, outputs) };
}

/** Outputs of a command with a secret among its inputs are secret themselves: they may repeat it. */
function mark(inputs: PropertyMap, { stdout, stderr }: Outputs): PropertyMap {
    return hasSecret(inputs)
        ? { stdout: secret(stdout), stderr: secret(stderr) }
        : { stdout, stderr };
}

function outputsOf(state: PropertyMap): Outputs {
    const { stdout, stderr } = readInputs({
        stdout: state["stdout"] ?? "",
        stderr: state["stderr"] ?? "",
    }) as Outputs;
    return { stdout, stderr };
}
