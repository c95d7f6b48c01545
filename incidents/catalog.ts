import { controlLoad } from "./control-load/incident.ts";
import { incident1 } from "./incident-1/incident.ts";
import { incident2 } from "./incident-2/incident.ts";
import { incident3 } from "./incident-3/incident.ts";
import { incident4 } from "./incident-4/incident.ts";
import { incident4b } from "./incident-4b/incident.ts";
import { incident4c } from "./incident-4c/incident.ts";
import { incident5 } from "./incident-5/incident.ts";
import { incident5a } from "./incident-5a/incident.ts";
import { incident5a8 } from "./incident-5a-8/incident.ts";
import { incident5c } from "./incident-5c/incident.ts";
import { incident6 } from "./incident-6/incident.ts";
import { incident7 } from "./incident-7/incident.ts";
import { incident7Fixed } from "./incident-7-fixed/incident.ts";
import { incident8 } from "./incident-8/incident.ts";
import { incident8Slow } from "./incident-8-slow/incident.ts";
import { incident8b } from "./incident-8b/incident.ts";
import { incident8c } from "./incident-8c/incident.ts";
import { incident9 } from "./incident-9/incident.ts";
import { incident10 } from "./incident-10/incident.ts";
import { incident11 } from "./incident-11/incident.ts";
import { incident12 } from "./incident-12/incident.ts";
import type { Incident } from "./incident.ts";

/** What can break; a new one is a folder, a stack file and a line here. */
const BROKEN: readonly Incident[] = [
    incident1,
    incident2,
    incident3,
    incident4,
    incident4b,
    incident4c,
    incident5,
    incident5a,
    incident5a8,
    incident5c,
    incident6,
    incident7,
    incident7Fixed,
    incident8,
    incident8Slow,
    incident8b,
    incident8c,
    incident9,
    incident10,
    incident11,
    incident12,
];

/** Every incident of the lab, and last the control that none of them may be seen in. */
const CATALOG: readonly Incident[] = [...BROKEN, controlLoad(BROKEN)];

/** The names a stack file may use. */
export const INCIDENTS: readonly string[] = CATALOG.map((incident) => incident.id);

/** The incident of that name, or undefined. */
export function findIncident(id: string): Incident | undefined {
    return CATALOG.find((incident) => incident.id === id);
}
