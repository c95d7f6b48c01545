import { pagesFail, pagesFine } from "../criteria/pages.ts";
import { backsOff, endedAs, restartElsewhere, restartsAtLeast } from "../criteria/restarts.ts";
import type { Incident } from "../incident.ts";

/** Crash under extreme load: the front-end needs more memory than it may have, again and again. */
export const incident1: Incident = {
    id: "incident-1",
    title: "Application crash under extreme load",
    looks: { terminations: true, events: true },
    heals: {
        withinSeconds: 180,
        source: "incidents.md, incident 1: self-healing 2–3 min after the load",
    },
    healed: [pagesFine("incidents.md, incident 1: UI 200, all 1/1 Running")],
    must: [
        endedAs("front-end", "OOMKilled", 137, 1, "incidents.md, incident 1: OOMKilled, exit 137"),
        backsOff("front-end", "incidents.md, incident 1: BackOff, CrashLoopBackOff"),
        restartsAtLeast("front-end", 3, "incidents.md, incident 1: restarts +6"),
        {
            ...pagesFail(0.5, "incidents.md, incident 1: 59.9 % failed"),
            name: "most product pages fail",
        },
    ],
    mustNot: [
        restartElsewhere("front-end", "incidents.md, incident 1: data stores must stay healthy"),
    ],
    recovered: [pagesFine("incidents.md, incident 1: UI 200, all 1/1 Running")],
};
