import { pagesHold, pagesTake } from "../criteria/pages.ts";
import { STARVED_DATABASE } from "../incident-8/incident.ts";
import type { Incident } from "../incident.ts";

const { must, mustNot, recovered } = STARVED_DATABASE;

/** Database degradation in its moderate form: pages take seconds, and hardly one fails. */
export const incident8Slow: Incident = {
    id: "incident-8-slow",
    title: "Catalogue database degradation, slow pages",
    must: [
        ...must,
        pagesTake(2_000, "incidents.md, 8-slow: 2–5 s pages"),
        // Not a must-not: while the database starts anew with its limit, pages fail for some 30 s.
        pagesHold(0.05, "incidents.md, 8-slow: few errors"),
    ],
    mustNot,
    recovered,
};
