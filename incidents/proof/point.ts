/** One of the points that a proof consists of. */
export interface Point {
    name: string;
    holds: boolean;
    /** What was seen, for people. */
    seen: string;
    /** UTC time at which the point was decided. */
    at: string;
    /** Seconds since the point before. */
    seconds: number;
}

/** The outcome of one proof, as it is kept in `out/`. */
export interface Proof {
    version: 1;
    incident: string;
    stack: string;
    startedAt: string;
    endedAt: string;
    valid: boolean;
    points: Point[];
    /** Seconds from the end of `up` to the witness's red. */
    applyToRedSeconds: number | undefined;
    /** Seconds from the end of `destroy` to the witness's green. */
    destroyToGreenSeconds: number | undefined;
    /** Content hash of the shop before and after. */
    content: { before: string; after: string | undefined };
    /** Each criterion with the figure it was decided on. */
    criteria: { group: string; name: string; expected: string; value: string; source: string }[];
}
