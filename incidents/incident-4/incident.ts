import { cpuAtLeast } from "../criteria/cpu.ts";
import { restartAnywhere } from "../criteria/health.ts";
import { failing, pagesFine, pagesTake } from "../criteria/pages.ts";
import type { Incident } from "../incident.ts";

/** What all forms of incident 4 have in common: the front-end's CPU is used up, nothing fails, nothing restarts. */
export const PURE_LATENCY: Pick<Incident, "cause" | "must" | "mustNot" | "recovered"> = {
    cause: "load",
    must: [
        pagesTake(2_000, "incidents.md, incident 4: 2.5–3.5 s for minutes"),
        cpuAtLeast("front-end", 70, "incidents.md, incident 4: CPU 70–85 %"),
    ],
    mustNot: [
        failing(0.05, "incidents.md, incident 4: 4.4 % failed"),
        restartAnywhere("incidents.md, incident 4: 0 restarts everywhere"),
    ],
    recovered: [pagesFine("incidents.md, incident 4: < 300 ms 30 s after the load")],
};

/** Latency without crashes: the front-end is out of CPU and everybody waits; nothing fails, nothing restarts. */
export const incident4: Incident = {
    id: "incident-4",
    title: "Latency without crashes",
    ...PURE_LATENCY,
};
