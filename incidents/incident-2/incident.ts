import { answersSlower } from "../criteria/backends.ts";
import { answersTake, pagesFine } from "../criteria/pages.ts";
import { outOfMemory, restartElsewhere, restartsAtLeast } from "../criteria/restarts.ts";
import type { Incident } from "../incident.ts";

/** Hybrid: the front-end is killed for not answering its probe; what is behind it is only slow. */
export const incident2: Incident = {
    id: "incident-2",
    title: "Front-end crashes, backends only slow",
    cause: "load",
    looks: { backends: true, terminations: true },
    must: [
        restartsAtLeast("front-end", 2, "incidents.md, incident 2: front-end +8 (5–10)"),
        answersSlower("catalogue", 2, "incidents.md, incident 2: backends 40–60 % CPU, slow"),
        answersTake(2_000, "incidents.md, incident 2: successful requests take seconds"),
    ],
    mustNot: [
        restartElsewhere("front-end", "incidents.md, incident 2: backends and stores 0 restarts"),
        // Killed for its memory it would be incident 1.
        outOfMemory("front-end", "incidents.md, incident 2: memory 60–85 % with no OOM"),
    ],
    recovered: [pagesFine("incidents.md, incident 2: < 300 ms after 1–2 min")],
};
