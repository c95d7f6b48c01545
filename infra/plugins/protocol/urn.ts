/** The parts of a resource's URN, `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
export interface Urn {
    /** The resource's own type, e.g. `kubernetes:apps/v1:Deployment`. */
    type: string;
    name: string;
}

/** Takes a URN apart. Throws where it isn't one. */
export function parseUrn(urn: string): Urn {
    const [, , types, ...name] = urn.split("::");
    const type = types?.split("$").at(-1);
    if (type === undefined || name.length === 0) throw new Error(`not a resource URN: "${urn}"`);
    return { type, name: name.join("::") };
}
