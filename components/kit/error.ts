/** What a person needs to mend an error: every error a user can cause has all four parts. */
export interface ErrorParts {
    /** File and key, object or host where the trouble is. */
    where: string;
    /** What was found there. */
    found: string;
    /** What would have been accepted. */
    allowed: string;
    /** The command or edit that mends it. */
    cure: string;
}

/** An error that a user can mend; anything else is a defect of the lab and keeps its stack trace. */
export class LabError extends Error {
    readonly parts: ErrorParts;

    constructor(parts: ErrorParts, options?: ErrorOptions) {
        super(formatParts(parts), options);
        this.name = "LabError";
        this.parts = parts;
    }
}

/** The four parts as text, one line each, in the order a reader needs them. */
export function formatParts(parts: ErrorParts): string {
    return [
        `${parts.where}: ${parts.found}`,
        `  allowed: ${parts.allowed}`,
        `  cure:    ${parts.cure}`,
    ].join("\n");
}
