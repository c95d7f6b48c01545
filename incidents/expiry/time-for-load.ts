import { LabError } from "../../components/kit/error.ts";
import { seconds } from "../../components/kit/scalars.ts";

/**
 * An incident may not end under its own load: the figures of the rest would be those of a healthy shop.
 * The clock of the expiry starts before the faults land, so a load of the same length is cut off too.
 *
 * @param after the stack's `expiresAfter`
 * @throws LabError where the load can't come to its end before
 */
export function requireTimeForLoad(stack: string, durationSeconds: number, after: string): void {
    if (durationSeconds < seconds(after)) return;
    throw new LabError({
        where: `stacks/Pulumi.${stack}.yaml, sock-shop:expiresAfter`,
        found: `${after}, but the load runs for ${durationSeconds} s: the incident would end under it`,
        allowed: `more than ${durationSeconds} s, and a minute or two for the faults to land`,
        cure: `raise expiresAfter (at most 1440m) or shorten load.duration, then run pulumi preview --stack ${stack}`,
    });
}
