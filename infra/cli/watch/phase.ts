import type { IncidentStatus } from "../../../incidents/recovery/status.ts";

/**
 * - `being applied`: `pulumi up` is at it.
 * - `applied`: everything is in place, its expiry under way.
 * - `recovering`: a destroy, a recovery or its expiry is at it.
 * - `ended by itself`: recovered in the cluster, and the engine's state does not know yet.
 * - `half in place`: a command was killed.
 */
export type Phase =
    "being applied" | "applied" | "recovering" | "ended by itself" | "half in place";

/**
 * Where an incident stands.
 * @param command what holds the stack's lock is doing; undefined where nobody holds it
 */
export function phaseOf(
    { state, expires }: Pick<IncidentStatus, "state" | "expires">,
    command: string | undefined,
    now: Date,
): Phase | undefined {
    if (command?.startsWith("pulumi up")) return "being applied";
    if (state === "expired") return "ended by itself";
    if (command !== undefined) return "recovering";
    if (state === "not up") return undefined;
    // Its expiry tries again until it has put everything back.
    if (expires !== undefined && Date.parse(expires) <= now.getTime()) return "recovering";
    return state === "active" ? "applied" : "half in place";
}
