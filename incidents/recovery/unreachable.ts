import { LabError } from "../../components/kit/error.ts";

/** What Node says of a server that can't be reached, and of a kubeconfig that is gone. */
const CODES = [
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOENT",
    "ENOTFOUND",
    "EPIPE",
    "ETIMEDOUT",
];

/**
 * An error of whoever could not reach the cluster, in words that say what to do; any other as it is.
 * @param context of the cluster
 */
export function explained(error: unknown, context: string): unknown {
    if (!(error instanceof Error) || error instanceof LabError) return error;
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!CODES.includes(code) && !error.message.includes("no answer in")) return error;
    return new LabError(
        {
            where: `cluster of context ${context}`,
            found: `can't be reached: ${error.message}`,
            allowed: "an API server that answers; until then an incident stays as it is",
            cure: "npm run recover, which starts a stopped node, ends every incident and puts the state right",
        },
        { cause: error },
    );
}
