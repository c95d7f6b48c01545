import { pause } from "../../incidents/recovery/rollout.ts";

/**
 * Looks again and again until there is something to see, and returns it.
 *
 * @param look returns undefined while it isn't there; what it throws is the reason that is told at the end
 * @throws Error after `timeoutMs`, with the last reason
 */
export async function until<T>(
    what: string,
    timeoutMs: number,
    look: () => Promise<T | undefined>,
    everyMs = 200,
): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    let reason = "it was not there";
    for (;;) {
        try {
            const found = await look();
            if (found !== undefined) return found;
        } catch (error) {
            reason = (error as Error).message;
        }
        if (Date.now() > deadline) {
            throw new Error(`${what}: not within ${timeoutMs / 1000} s; last look: ${reason}`);
        }
        await pause(everyMs);
    }
}
