/** What the state keeps of a resource: the live object, and beside it the inputs and who owns the fields. */
import {
    hasSecret,
    isMap,
    isSecret,
    revealMap,
    secret,
    type Property,
    type PropertyMap,
} from "../protocol/property.ts";
import { mapAt, textAt, without, type KubeObject } from "./kube-object.ts";

const INPUTS = "__inputs";
const FIELD_MANAGER = "__fieldManager";
const INITIAL_API_VERSION = "__initialApiVersion";

export interface Checkpoint {
    inputs: KubeObject;
    live: KubeObject;
    fieldManager: string | undefined;
    initialApiVersion: string | undefined;
}

/** The outputs to record. `marked` are the inputs as they came, with their secret marks, which the outputs inherit. */
export function writeCheckpoint(
    inputs: KubeObject,
    live: KubeObject,
    marked: PropertyMap,
    fieldManager: string,
    initialApiVersion: string,
): PropertyMap {
    return {
        ...markSecrets(live, marked),
        [INPUTS]: markSecrets(inputs, marked),
        [INITIAL_API_VERSION]: initialApiVersion,
        [FIELD_MANAGER]: fieldManager,
    };
}

/** Reads recorded outputs, secret marks removed. */
export function readCheckpoint(state: PropertyMap): Checkpoint {
    const plain = revealMap(state);
    const live = [INPUTS, FIELD_MANAGER, INITIAL_API_VERSION].reduce(
        (rest, key) => without(rest, key),
        plain,
    );
    return {
        inputs: mapAt(plain, INPUTS),
        live,
        fieldManager: textAt(plain, FIELD_MANAGER),
        initialApiVersion: textAt(plain, INITIAL_API_VERSION),
    };
}

/**
 * The outputs with the secret marks of the inputs, as deep as both are maps; a list that holds a secret is secret as
 * a whole, because its order may change. The data of a Secret is secret always.
 */
export function markSecrets(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
    if (outputs["kind"] === "Secret") {
        const data = Object.entries(outputs).filter(
            ([key]) => key === "data" || key === "stringData",
        );
        return {
            ...outputs,
            ...Object.fromEntries(data.map(([key, value]) => [key, secret(value)])),
        };
    }
    return Object.fromEntries(
        Object.entries(outputs).map(([key, value]) => [key, markValue(value, inputs[key])]),
    );
}

function markValue(output: Property, input: Property | undefined): Property {
    if (input === undefined || isSecret(output) || !hasSecret(input)) return output;
    if (isMap(output) && isMap(input) && !isSecret(input)) return markSecrets(output, input);
    return secret(output);
}
