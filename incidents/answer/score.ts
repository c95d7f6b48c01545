import type { Diagnosis } from "./diagnosis.ts";
import type { AnswerKey, Asked, Cause, ChecklistItem, Evidence, Told } from "./schema.ts";
import { REPAIR_TRICKS } from "./tricks.ts";
import { affirmed, mechanismsIn, plainName, tells } from "./words.ts";

type Found = Diagnosis["causes"][number];

/** An item of the check-list, decided. */
export interface ScoredItem extends Pick<ChecklistItem, "says" | "points"> {
    /** Points got: all, half or none. */
    got: number;
    /** Why. */
    because: string;
}

/** What a diagnosis is worth. */
export interface Score {
    incident: string;
    items: ScoredItem[];
    /** Points taken away: one for each cause that is none. */
    deducted: number;
    /** Not below 0. */
    points: number;
    of: number;
    passMark: number;
    passes: boolean;
}

/** A part of an item that is met, and why. */
interface Merit {
    /** 0, ½ or 1. */
    share: number;
    because: string;
}

/** Scores a diagnosis by an incident's key. The same diagnosis always gets the same. */
export function scoreDiagnosis(key: AnswerKey, diagnosis: Diagnosis): Score {
    const found = pairs(key.causes, diagnosis.causes);
    const cited = citations(key.evidence, diagnosis.evidence);
    const items = key.checklist.items.map(({ says, points, asks }): ScoredItem => {
        const { share, because } = meritOf(asks, key, diagnosis, found, cited);
        return { says, points, got: points * share, because };
    });
    const wrong = diagnosis.causes.filter((one) => ![...found.values()].includes(one)).length;
    const got = items.reduce((sum, item) => sum + item.got, 0);
    const points = Math.max(0, got - wrong);
    const { passMark } = key.checklist;
    return {
        incident: key.incident,
        items,
        deducted: wrong,
        points,
        of: items.reduce((sum, item) => sum + item.points, 0),
        passMark,
        passes: points >= passMark,
    };
}

function meritOf(
    asks: Asked,
    key: AnswerKey,
    diagnosis: Diagnosis,
    found: ReadonlyMap<string, Found>,
    cited: ReadonlyMap<string, string>,
): Merit {
    if ("nothingBroken" in asks) {
        const named = diagnosis.causes.map(({ entity }) => entity).join(", ");
        return named === "" ? met("no cause named") : missed(`named ${named}`);
    }
    if ("evidence" in asks) {
        const citation = cited.get(asks.evidence);
        return citation === undefined ? missed("not cited") : met(`cited: ${citation}`);
    }
    const [kind, id] = Object.entries(asks)[0] as ["entity" | "mechanism" | "repair", string];
    const cause = key.causes.find((one) => one.id === id);
    if (cause === undefined) throw new Error(`${key.incident} has no cause ${id}`);
    const one = found.get(id);
    if (kind === "entity")
        return one === undefined ? missed("not named") : met(`named ${one.entity}`);
    if (kind === "mechanism") return mechanismMerit(cause, one, diagnosis);
    return repairMerit(cause, key, one, diagnosis);
}

/** Half for one that is told of another entity, or with another one. */
function mechanismMerit(cause: Cause, one: Found | undefined, { causes }: Diagnosis): Merit {
    if (one === undefined) {
        const elsewhere = causes.some((other) =>
            mechanismsIn(other.mechanism).includes(cause.mechanism),
        );
        return elsewhere ? half(`${cause.mechanism}, but of another part`) : missed("not named");
    }
    const told = mechanismsIn(one.mechanism);
    if (!told.includes(cause.mechanism))
        return missed(`told of ${told.join(", ") || "no mechanism"}`);
    return told.length === 1 ? met(cause.mechanism) : half(`told of ${told.join(" and ")}`);
}

/** A repair counts of the right entity alone; half where it comes with what makes it worse. */
function repairMerit(
    cause: Cause,
    key: AnswerKey,
    one: Found | undefined,
    { causes }: Diagnosis,
): Merit {
    // Independent causes may be told with one repair for all of them.
    const said = affirmed(
        (one === undefined ? [] : [one, ...causes]).map((each) => each.repair).join("\n"),
    );
    if (said === "") return missed("no repair of this");
    const own = affirmed(one?.repair ?? "");
    const right = cause.repairs.find(({ match }) => tells(own, match) || tells(said, match));
    const trick = REPAIR_TRICKS.find(({ match }) => tells(own, match));
    const refused = key.refused.find(({ match }) => tells(own, match));
    if (right !== undefined && refused === undefined) return met(right.says);
    if (right !== undefined) return half(`${right.says}; but ${refusal(refused)}`);
    const bad = refused ?? trick;
    return missed(bad === undefined ? "no accepted repair" : refusal(bad));
}

function refusal(told: Told | undefined): string {
    return told === undefined ? "" : `${told.id}: ${told.says}`;
}

/** Which diagnosed cause is meant by which of the key; each counts once. */
function pairs(causes: readonly Cause[], diagnosed: readonly Found[]): Map<string, Found> {
    const found = new Map<string, Found>();
    const left = new Set(diagnosed);
    for (const cause of causes) {
        const names = [cause.entity, ...cause.synonyms].map(plainName);
        const one = [...left].find(({ entity }) => names.includes(plainName(entity)));
        if (one === undefined) continue;
        found.set(cause.id, one);
        left.delete(one);
    }
    return found;
}

/**
 * Which citation stands for which piece of evidence; each stands for one. The fullest pairing: what a citation
 * also tells of must not take it away from where it is the only one.
 */
function citations(evidence: readonly Evidence[], cited: readonly string[]): Map<string, string> {
    const taken = new Map<number, string>();
    const place = (id: string, tried: Set<number>): boolean => {
        const match = evidence.find((one) => one.id === id)?.match ?? [];
        for (const [index, text] of cited.entries()) {
            if (tried.has(index) || !tells(text, match)) continue;
            tried.add(index);
            const holder = taken.get(index);
            if (holder === undefined || place(holder, tried)) {
                taken.set(index, id);
                return true;
            }
        }
        return false;
    };
    for (const { id } of evidence) place(id, new Set());
    return new Map([...taken].map(([index, id]) => [id, cited[index] ?? ""]));
}

function met(because: string): Merit {
    return { share: 1, because };
}

function half(because: string): Merit {
    return { share: 0.5, because };
}

function missed(because: string): Merit {
    return { share: 0, because };
}
