import { incident3 } from "./incident-3/incident.ts";
import { incident5 } from "./incident-5/incident.ts";
import { incident6 } from "./incident-6/incident.ts";
import { incident8 } from "./incident-8/incident.ts";
import type { Incident } from "./incident.ts";

/** Every incident of the lab; a new one is a folder, a stack file and a line here. */
const CATALOG: readonly Incident[] = [incident3, incident5, incident6, incident8];

/** The names a stack file may use. */
export const INCIDENTS: readonly string[] = CATALOG.map((incident) => incident.id);

/** The incident of that name, or undefined. */
export function findIncident(id: string): Incident | undefined {
    return CATALOG.find((incident) => incident.id === id);
}
