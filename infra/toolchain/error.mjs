/**
 * @typedef {object} ErrorParts
 * @property {string} where file, host or program where the trouble is
 * @property {string} found what was found there
 * @property {string} allowed what would have been accepted
 * @property {string} cure the command or edit that mends it
 */

/** An error that the user can mend; it has the same four parts as everywhere in this project. */
export class ToolchainError extends Error {
    /**
     * @param {ErrorParts} parts
     * @param {ErrorOptions} [options]
     */
    constructor(parts, options) {
        super(formatParts(parts), options);
        this.name = "ToolchainError";
        this.parts = parts;
    }
}

/**
 * @param {ErrorParts} parts
 * @returns {string} one line each, in the order a reader needs them
 */
export function formatParts(parts) {
    return [
        `${parts.where}: ${parts.found}`,
        `  allowed: ${parts.allowed}`,
        `  cure:    ${parts.cure}`,
    ].join("\n");
}

/**
 * The text for an error of any kind: ours without a stack trace, a defect with it.
 * @param {unknown} error
 */
export function describe(error) {
    if (error instanceof ToolchainError) return error.message;
    if (error instanceof Error) return error.stack ?? error.message;
    return String(error);
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the system's error code (`ENOENT`, `ENOSPC`), if there is one
 */
export function codeOf(error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string") {
        return error.code;
    }
    return undefined;
}
