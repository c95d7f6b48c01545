import type { ReadingParts } from "../reading-parts.ts";

/** A command of the engine that just ended. */
export type Moment = "applied" | "reverted";

/** One of the things the witness looks at only where an incident asks for it. */
export interface Part {
    readonly name: string;
    /** Between two looks. */
    readonly pauseMs: number;
    /** Looks once. A failure is tried again; a lasting one makes the part stale. */
    look(): Promise<void>;
    /** The healthy state has been seen up to now; from here on it is about what came of that command. */
    began(moment: Moment): void;
    /** What is missing until a figure can be read, or undefined. */
    lacks(): string | undefined;
    /** What it sees that a healthy shop hasn't, or undefined. */
    complaint(): string | undefined;
    reading(): Partial<ReadingParts>;
}
