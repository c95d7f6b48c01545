import type { Criterion, Incident, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import { shownMs, shownPercent } from "../criteria/shown.ts";
import { notThrottled } from "../criteria/cpu.ts";
import { ordersShip } from "../criteria/orders.ts";
import { pagesFine } from "../criteria/pages.ts";
import { newest } from "../criteria/queue.ts";

/** From here on a monitor would call somebody (incidents.md, incident 4). */
const ALARM_MS = 1_000;
const FEW = 0.05;
/** From here on incident 7 calls it the limit. */
const BUSY_PERCENT = 95;

/**
 * What a repair by hand has to bring about, while the load goes on. Default what a recovery brings back; where that
 * says how the lab recovers (no autoscaler, exactly three messages) or how fast a shop without a load is, what a
 * customer would ask for instead.
 */
export function mendedCriteria({
    id,
    recovered,
}: Pick<Incident, "id" | "recovered">): readonly Criterion[] {
    return MENDED[id] ?? recovered;
}

const usable = pagesUsable("incidents.md, incident 4: monitors warn above 1 s");
/** On their way at any moment. */
const IN_FLIGHT = 2;
const taken: Criterion = {
    name: "shipping-task is read and empty",
    expected: `≥ 1 consumer, depth ≤ ${IN_FLIGHT}`,
    source: "incidents.md, incident 5: consumers 1, depth 0",
    value: (reading) =>
        `${newest(reading)?.consumers ?? 0} consumers, depth ${newest(reading)?.depth ?? "?"}`,
    holds: (reading) => {
        const { consumers = 0, depth = Infinity } = newest(reading) ?? {};
        return consumers >= 1 && depth <= IN_FLIGHT;
    },
};
const shipped = [taken, ordersShip("incidents.md, incident 5: new order flows")];

const relieved: Criterion = {
    name: "front-end has help, or CPU to spare",
    expected: `> 1 pod available, or < ${BUSY_PERCENT} % of its CPU limit`,
    source: "incidents.md, incident 7: fixed form",
    value: (reading) =>
        `${available(reading)} available, ${(reading.cpuPercentOfLimit["front-end"] ?? Number.NaN).toFixed(0)} %`,
    holds: (reading) =>
        available(reading) > 1 ||
        (reading.cpuPercentOfLimit["front-end"] ?? Infinity) < BUSY_PERCENT,
};

const MENDED: Readonly<Record<string, readonly Criterion[]>> = {
    "incident-1": [usable],
    "incident-2": [usable],
    "incident-4": [usable],
    "incident-4b": [usable],
    "incident-4c": [usable],
    "incident-5": shipped,
    "incident-5a": shipped,
    "incident-5c": shipped,
    "incident-5a-8": [
        ...shipped,
        notThrottled("catalogue-db", 0.2, "incidents.md, incident 8: CPU < 80 % of the limit"),
        pagesFine("incidents.md, incident 8: no errors, products < 1 s"),
    ],
    "incident-7": [usable, relieved],
    "incident-7-fixed": [usable],
};

/** Product pages are such that nobody is called for them, however many ask. */
function pagesUsable(source: string): Criterion {
    return {
        name: "product pages are usable under the load",
        expected: `p95 < ${shownMs(ALARM_MS)}, < ${shownPercent(FEW)} failed`,
        source,
        unit: "ms",
        figure: ({ catalogueP95Ms }) => catalogueP95Ms,
        value: ({ catalogueP95Ms, failedShare }) =>
            `p95 ${shownMs(catalogueP95Ms)}, failed ${shownPercent(failedShare)}`,
        holds: ({ catalogueP95Ms, failedShare }) => catalogueP95Ms < ALARM_MS && failedShare < FEW,
    };
}

function available(reading: Reading): number {
    return part(reading, "deployments")["front-end"]?.available ?? 0;
}
