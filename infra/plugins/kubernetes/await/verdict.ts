/** Whether an object is what its maker wants it to be. */

export interface Verdict {
    state: "ready" | "waiting" | "failed";
    /** Why it isn't ready, most telling first. */
    reasons: string[];
}

export const READY: Verdict = { state: "ready", reasons: [] };

export function waiting(...reasons: string[]): Verdict {
    return { state: "waiting", reasons };
}

/** It will not become ready by waiting. */
export function failed(...reasons: string[]): Verdict {
    return { state: "failed", reasons };
}
