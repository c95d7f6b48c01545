import type { Checklist } from "./schema.ts";

interface Parts {
    /** Id of the one cause. */
    cause: string;
    entity: string;
    mechanism: string;
    repair: string;
    /** Three pieces of evidence: id and what finding it means. */
    evidence: Readonly<Record<string, string>>;
}

/** Its form is that of incident 8's: ten points, of which seven pass. */
export const OWN_CHECKLIST = "this project's own, in the form of incident 8's (10 points, pass 7)";

/**
 * A check-list of ten points for an incident of one cause. The entity weighs most: who names another one
 * doesn't pass, however much else is right.
 */
export function tenPoints(parts: Parts, source = OWN_CHECKLIST): Checklist {
    return weighed(parts, 3, source);
}

/** The same of nine points, as incident 5's documents have it. */
export function ninePoints(parts: Parts, source: string): Checklist {
    return weighed(parts, 2, source);
}

function weighed(
    { cause, entity, mechanism, repair, evidence }: Parts,
    entityPoints: number,
    source: string,
): Checklist {
    return {
        source,
        passMark: 7,
        items: [
            { says: entity, points: entityPoints, asks: { entity: cause } },
            { says: mechanism, points: 2, asks: { mechanism: cause } },
            ...Object.entries(evidence).map(([id, says]) => ({
                says,
                points: 1,
                asks: { evidence: id },
            })),
            { says: repair, points: 2, asks: { repair: cause } },
        ],
    };
}
