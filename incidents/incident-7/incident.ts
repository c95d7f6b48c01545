import { rescales, unscaled, watches } from "../criteria/autoscaler.ts";
import { cpuReached } from "../criteria/cpu.ts";
import { pagesFine } from "../criteria/pages.ts";
import { restartElsewhere } from "../criteria/restarts.ts";
import type { Incident } from "../incident.ts";

/** Autoscaling on the wrong metric: the CPU is used up, the autoscaler watches memory and does nothing. */
export const incident7: Incident = {
    id: "incident-7",
    title: "Autoscaling does not trigger",
    looks: { autoscalers: true, deployments: true, events: true },
    must: [
        watches("front-end", "memory", 80, "incidents.md, incident 7: HPA on memory 80 %"),
        cpuReached("front-end", 95, "incidents.md, incident 7: CPU 300m flat, the limit"),
    ],
    mustNot: [
        rescales("front-end", "incidents.md, incident 7: replicas 1, no SuccessfulRescale"),
        restartElsewhere("front-end", "incidents.md, incident 7: all others 0 restarts"),
    ],
    recovered: [
        unscaled("front-end", "incidents.md, incident 7: delete the broken HPA"),
        pagesFine("incidents.md, incident 7: baseline latency < 500 ms"),
    ],
};
