import type { Reading } from "../incident.ts";
import type { HealthyState } from "../witness/witness.ts";
import type { ProofWitness } from "./senses.ts";

/** Pages that a figure must stand on. */
export const MIN_PAGES = 15;

/** The shop as the witness sees it, beside the healthy one; undefined while there are too few figures. */
export function readingOf(witness: ProofWitness, healthy: HealthyState): Reading | undefined {
    const { pages, cpu } = witness.readiness();
    const lacks = pages < MIN_PAGES || !cpu || witness.lacking().length > 0;
    return lacks ? undefined : witness.reading(healthy);
}

/** Whether the witness has seen enough of a shop, and nothing wrong with it. */
export function seesHealthy(witness: ProofWitness): boolean {
    const { pages, cpu } = witness.readiness();
    const others = [...witness.lacking(), ...witness.complaints()];
    return pages >= 2 * MIN_PAGES && cpu && witness.failures() === 0 && others.length === 0;
}
