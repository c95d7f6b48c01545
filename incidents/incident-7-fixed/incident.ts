import { scalesUp, unscaled, watches } from "../criteria/autoscaler.ts";
import { pagesFine } from "../criteria/pages.ts";
import { restartElsewhere } from "../criteria/restarts.ts";
import type { Incident } from "../incident.ts";

/** What incident 7 lacks: the same load, and an autoscaler on the metric that is used up. */
export const incident7Fixed: Incident = {
    id: "incident-7-fixed",
    title: "Autoscaling triggers",
    looks: { autoscalers: true, deployments: true, events: true },
    must: [
        watches("front-end", "cpu", 70, "incidents.md, incident 7: fixed form, CPU 70 %"),
        scalesUp("front-end", "incidents.md, incident 7: expected 1 → 5 → 8 replicas"),
    ],
    mustNot: [restartElsewhere("front-end", "incidents.md, incident 7: all others 0 restarts")],
    recovered: [
        unscaled("front-end", "incidents.md, incident 7: remove the HPA before other incidents"),
        pagesFine("incidents.md, incident 7: baseline latency < 500 ms"),
    ],
};
