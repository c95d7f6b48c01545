import type { Reading } from "../incident.ts";
import { LOOK_PAUSE_MS } from "./clock.ts";
import type { LoadState } from "./cluster-view.ts";
import type { Findings } from "./findings.ts";
import type { Looks } from "./looks.ts";
import type { Clock, RunOptions } from "./senses.ts";
import { shown, unmet } from "./words.ts";

const NAME = "healed by itself";

/**
 * The point of an incident that heals once its load is over, without anybody's doing.
 *
 * @returns seconds from the load's end until it had healed; undefined where it hasn't
 */
export async function healedByItself(
    { incident, evidence, signal }: RunOptions,
    looks: Looks,
    found: Findings,
    clock: Clock,
    load: LoadState | undefined,
): Promise<number | undefined> {
    if (load?.state !== "ended") {
        found.point(NAME, false, "no load that ended by itself");
        return undefined;
    }
    const criteria = incident.healed ?? incident.recovered;
    const within = (incident.heals?.withinSeconds ?? 0) * 1000;
    let reading: Reading | undefined;
    let healed = false;
    while (!healed && clock.now() - load.atMs < within) {
        await clock.pause(LOOK_PAUSE_MS, signal);
        const seen = looks.withoutLoad("healing");
        if (seen === undefined) continue;
        reading = seen;
        healed = criteria.every((one) => one.holds(seen));
    }
    const seconds = (clock.now() - load.atMs) / 1000;
    if (healed) evidence?.mark("healed", "the shop has healed by itself");
    found.decide("healed", criteria, reading);
    found.point(
        NAME,
        healed,
        `${seconds.toFixed(0)} s after the load: ${criteria.map((one) => shown(one, reading)).join("; ")}`,
        unmet("not healed", criteria, reading),
    );
    return healed ? seconds : undefined;
}
