import type { World } from "./round.ts";
import type { Span } from "./live-world.ts";

/**
 * Finds what an uninterrupted `up` and `destroy` of each incident take, and writes it into `spans`.
 *
 * @param given seconds, for both; undefined to measure them, once
 * @param signal ends it: the incident under way is destroyed
 */
export async function measureSpans(
    incidents: readonly string[],
    given: number | undefined,
    world: Pick<World, "up" | "destroy" | "say">,
    spans: Map<string, Span>,
    signal?: AbortSignal,
): Promise<void> {
    for (const incident of incidents) {
        if (given !== undefined) {
            spans.set(incident, { up: given * 1000, destroy: given * 1000 });
            continue;
        }
        if (signal?.aborted) return;
        let up: number;
        try {
            up = await timed(() => world.up(incident));
        } catch (error) {
            await world.destroy(incident);
            if (signal?.aborted) return;
            throw error;
        }
        const destroy = await timed(() => world.destroy(incident));
        spans.set(incident, { up, destroy });
        const [upS, destroyS] = [up, destroy].map((ms) => (ms / 1000).toFixed(1));
        world.say(`${incident}, uninterrupted: up ${upS} s, destroy ${destroyS} s`);
    }
}

async function timed(action: () => Promise<void>): Promise<number> {
    const began = performance.now();
    await action();
    return performance.now() - began;
}
