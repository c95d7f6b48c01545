import { MECHANISM_IDS, type MechanismId, MECHANISMS } from "./mechanisms.ts";

/** What people put around a name, which says nothing of which one is meant. */
const FILLERS = new Set(
    (
        "the a an of to from and between with its by " +
        "deployment deployments deploy svc service services pod container workload namespace sock shop " +
        "network link path connection connections way limit cpu memory"
    ).split(" "),
);
/** What a ReplicaSet and its pods have behind the Deployment's name. */
const POD_SUFFIX = /-[a-f0-9]{6,10}-[a-z0-9]{5}\b/g;
/** `not crashed`, `instead of a restart`: up to the end of that part of the sentence. */
const DENIED =
    /\b(?:not|never|don'?t|doesn'?t|isn'?t|wasn'?t|do not|rather than|instead of|without|no)\b[^,.;:()]*/gi;

/** What is said to be missing. */
const ABSENT =
    /\b(?:no|not an?) (?:pods?|replicas?|instances?|bytes?|packets?|traffic|consumers?)\b[^,.;:()]*/gi;

/** A name without what people put around it: `Deployment/catalogue-db` and `the catalogue-db pod` are the same. */
export function plainName(text: string): string {
    return text
        .toLowerCase()
        .replace("sock-shop/", "")
        .replaceAll(POD_SUFFIX, "")
        .replaceAll(/['’]s\b/g, "")
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== "" && !FILLERS.has(word))
        .join("-");
}

/** The same text without what it says is not so. */
export function affirmed(text: string): string {
    return text.replaceAll(DENIED, "");
}

/** True if every expression is found in the text. */
export function tells(text: string, match: readonly string[]): boolean {
    return match.every((one) => new RegExp(one, "is").test(text));
}

/**
 * The mechanisms that a description names: its id alone, or whatever its words tell of. What comes with another
 * one that is named as well isn't counted.
 */
export function mechanismsIn(text: string): MechanismId[] {
    const id = MECHANISM_IDS.find((one) => one === text.trim().toLowerCase());
    if (id !== undefined) return [id];
    // "no pods" and "not a byte" deny nothing of what they say.
    const said = [affirmed(text), ...(text.match(ABSENT) ?? [])].join(" ");
    const named = MECHANISM_IDS.filter((one) =>
        MECHANISMS[one].match.some((expression) => tells(said, [expression])),
    );
    const brought = named.flatMap((one) => MECHANISMS[one].includes ?? []);
    const own = named.filter((one) => !brought.includes(one));
    // Two that bring each other are both meant.
    return own.length > 0 ? own : named;
}
