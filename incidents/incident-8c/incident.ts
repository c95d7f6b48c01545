import { STARVED_DATABASE } from "../incident-8/incident.ts";
import type { Incident } from "../incident.ts";

/** Database under little load: a few dozen visitors suffice, and nothing restarts. */
export const incident8c: Incident = {
    id: "incident-8c",
    title: "Catalogue database under controlled load",
    ...STARVED_DATABASE,
};
