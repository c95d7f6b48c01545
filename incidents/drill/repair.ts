import type { LoadState } from "../proof/cluster-view.ts";

/** What the cluster says of a repair, besides the witness. */
export interface RepairFacts {
    /** Replicas that each Deployment of the shop wanted while it was healthy, and wants now. */
    wanted: Readonly<Record<string, { before: number; now: number | undefined }>>;
    /** Services that are gone. */
    missingServices: readonly string[];
    /** Changes of the incident that a repair has to undo, and that are there as they were. */
    causeLeft: readonly string[];
    /** Deployments of which every pod is younger than the incident's signature, with their youngest's age in seconds. */
    replaced: readonly string[];
    load: LoadState["state"];
}

/** What the witness says, over a span in which it looked again and again. */
export interface RepairSigns {
    /** Criteria that did not hold at the end, with their figures. */
    unmet: readonly string[];
    /** Deployments whose containers restarted, or whose pods were replaced, meanwhile. */
    unsteady: readonly string[];
}

/** Why a repair isn't taken. */
export interface Refusal {
    reason:
        "scale-to-zero" | "deleted" | "restart-loop" | "load-removed" | "cause-left" | "still-seen";
    /** What is so, with names and figures. */
    says: string;
}

export interface RepairVerdict {
    accepted: boolean;
    refusals: Refusal[];
}

/**
 * Decides whether a repair by hand is one: the signature is gone, by the witness, and stays so; and it is gone
 * because the cause is, not what shows it. How it was mended doesn't matter.
 */
export function judgeRepair(facts: RepairFacts, signs: RepairSigns): RepairVerdict {
    const missing = Object.entries(facts.wanted).filter(([, { now }]) => now === undefined);
    const zero = Object.entries(facts.wanted).filter(
        ([, { before, now }]) => before > 0 && now === 0,
    );
    const gone = [
        ...missing.map(([name]) => `Deployment ${name}`),
        ...facts.missingServices.map((name) => `Service ${name}`),
    ];
    // Of what the incident itself has at zero the cause says so.
    const parked = zero
        .map(([name]) => name)
        .filter(
            (name) =>
                !facts.causeLeft.some((one) => one.startsWith(`Deployment ${name}: replicas`)),
        );
    const isUnmended = signs.unmet.length + facts.causeLeft.length > 0;
    const refusals: Refusal[] = [];
    const refuse = (reason: Refusal["reason"], says: string): void => {
        refusals.push({ reason, says });
    };
    if (parked.length > 0) refuse("scale-to-zero", `0 replicas wanted of ${parked.join(", ")}`);
    if (gone.length > 0) refuse("deleted", `gone: ${gone.join(", ")}`);
    if (facts.load === "none") refuse("load-removed", "the load was taken away before its time");
    if (facts.causeLeft.length > 0) refuse("cause-left", facts.causeLeft.join("; "));
    if (signs.unsteady.length > 0) {
        refuse(
            "restart-loop",
            `restarted or replaced while it was looked at: ${signs.unsteady.join(", ")}`,
        );
    } else if (isUnmended && facts.replaced.length > 0) {
        refuse("restart-loop", `started anew, and as before: ${facts.replaced.join(", ")}`);
    }
    if (signs.unmet.length > 0) refuse("still-seen", signs.unmet.join("; "));
    return { accepted: refusals.length === 0, refusals };
}
