import { PURE_LATENCY } from "../incident-4/incident.ts";
import type { Incident } from "../incident.ts";

/** Latency without crashes, with 0.8 times the visitors of incident-4. */
export const incident4c: Incident = {
    id: "incident-4c",
    title: "Latency without crashes, 0.8 times the visitors",
    ...PURE_LATENCY,
};
