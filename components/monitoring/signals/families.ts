/** Incidents that show alike. What any of them may do, each of them may. */

/** The front-end is out of CPU, and its probes have the time for it: nothing restarts. */
export const PURE_LATENCY = ["incident-4", "incident-4b", "incident-4c"];

/** The front-end has more to do than it can, and may be killed for it. */
export const OVERLOADED = ["incident-1", "incident-2", "incident-7", "incident-7-fixed"];

/** The catalogue's database is started anew with too little CPU, and again with enough. */
export const STARVED_DATABASE = [
    "incident-8",
    "incident-8-slow",
    "incident-8b",
    "incident-8c",
    "incident-5a-8",
];

/** Nobody takes from the shipping queue. */
export const NO_CONSUMER = ["incident-5", "incident-5a", "incident-5a-8", "incident-5c"];

/** Every order fails. */
export const ORDERS_FAIL = ["incident-3", "incident-5c", "incident-6", "incident-9", "incident-12"];
