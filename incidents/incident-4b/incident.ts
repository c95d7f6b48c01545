import { PURE_LATENCY } from "../incident-4/incident.ts";
import type { Incident } from "../incident.ts";

/** Latency without crashes, with 0.7 times the visitors of incident-4. */
export const incident4b: Incident = {
    id: "incident-4b",
    title: "Latency without crashes, 0.7 times the visitors",
    ...PURE_LATENCY,
};
