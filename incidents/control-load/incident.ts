import { catalogueFails, restartAnywhere } from "../criteria/health.ts";
import { orderFails, ordersShip } from "../criteria/orders.ts";
import { pagesFine } from "../criteria/pages.ts";
import { shownMs } from "../criteria/shown.ts";
import type { Criterion, Incident, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import { readingFor, unionOfLooks } from "./union-of-looks.ts";

const SOURCE = "control: a healthy shop under load shows no incident";
/** The kubelet's probes and the witness together ask some ten times a second. */
const LEAST_PER_SECOND = 100;
/** From here on a monitor would call somebody. */
const ALARM_MS = 1_000;

/**
 * The load without a fault: who sees an incident here sees ghosts.
 * @param others every incident of the catalogue besides; none of their signatures may be seen
 */
export function controlLoad(others: readonly Incident[]): Incident {
    return {
        id: "control-load",
        title: "Control: load on the healthy shop",
        control: true,
        looks: { ...unionOfLooks(others), orders: true, requests: true },
        must: [isAsked, pagesFine(SOURCE), ordersShip(SOURCE)],
        mustNot: [
            ...others.map(signatureOf),
            pagesSlow,
            restartAnywhere(SOURCE),
            catalogueFails(SOURCE),
            orderFails(SOURCE),
        ],
        recovered: [pagesFine(SOURCE), ordersShip(SOURCE)],
    };
}

const isAsked: Criterion = {
    name: "the load is there",
    expected: `≥ ${LEAST_PER_SECOND} requests/s at the front-end`,
    source: SOURCE,
    unit: "requests/s",
    figure: (reading) => part(reading, "requestsPerSecond"),
    value: (reading) => `${part(reading, "requestsPerSecond").toFixed(0)} requests/s`,
    holds: (reading) => part(reading, "requestsPerSecond") >= LEAST_PER_SECOND,
};

const pagesSlow: Criterion = {
    name: "product pages are slow",
    expected: `p95 < ${shownMs(ALARM_MS)}`,
    source: "incidents.md, incident 4: monitors warn above 1 s",
    unit: "ms",
    figure: (reading) => reading.catalogueP95Ms,
    value: (reading) => `p95 ${shownMs(reading.catalogueP95Ms)}`,
    holds: (reading) => reading.catalogueP95Ms >= ALARM_MS,
};

/** Must-not: everything that another incident claims is there at once. */
function signatureOf(incident: Incident): Criterion {
    const met = (reading: Reading): Criterion[] => {
        const own = readingFor(incident, reading);
        return incident.must.filter((one) => one.holds(own));
    };
    return {
        name: `${incident.id}'s signature`,
        expected: `not all ${incident.must.length} of its musts at once`,
        source: SOURCE,
        value: (reading) => {
            const names = met(reading).map((one) => one.name);
            const which = names.length === 0 ? "" : `: ${names.join(", ")}`;
            return `${names.length} of ${incident.must.length}${which}`;
        },
        holds: (reading) => met(reading).length === incident.must.length,
    };
}
