import { STARVED_DATABASE } from "../incident-8/incident.ts";
import type { Incident } from "../incident.ts";

/** Database under load: visitors with hardly a pause, and it is the database that gives way. */
export const incident8b: Incident = {
    id: "incident-8b",
    title: "Catalogue database under load",
    ...STARVED_DATABASE,
};
