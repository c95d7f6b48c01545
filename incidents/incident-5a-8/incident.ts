import { incident5a } from "../incident-5a/incident.ts";
import { incident8 } from "../incident-8/incident.ts";
import type { Criterion, Incident } from "../incident.ts";

/** What 5A says of a healthy catalogue can't hold while its database starves: orders need it, too. */
const OF_A_HEALTHY_CATALOGUE = ["new orders are shipped", "an order fails", "the catalogue fails"];

/** Two independent causes: a blocked queue that nobody hears of, and a database that everybody complains of. */
export const incident5a8: Incident = {
    id: "incident-5a-8",
    title: "Blocked queue and starved database, independent",
    ...(incident5a.needs === undefined ? {} : { needs: incident5a.needs }),
    looks: {
        ...incident8.looks,
        ...incident5a.looks,
        logs: [...(incident8.looks?.logs ?? []), ...(incident5a.looks?.logs ?? [])],
    },
    must: united(incident8.must, incident5a.must),
    mustNot: united(incident8.mustNot, incident5a.mustNot),
    recovered: united(incident8.recovered, incident5a.recovered, []),
};

/** All of both, one of each name, without what the other cause forbids. */
function united(
    first: readonly Criterion[],
    second: readonly Criterion[],
    without: readonly string[] = OF_A_HEALTHY_CATALOGUE,
): Criterion[] {
    const known = new Set([...without, ...first.map((one) => one.name)]);
    return [...first, ...second.filter((one) => !known.has(one.name))];
}
