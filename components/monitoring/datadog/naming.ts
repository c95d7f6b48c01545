import { LAB_NAMESPACE } from "../../kit/labels.ts";

/** How the lab's objects in Datadog are called: as the documents say, or so that no name tells of an incident. */
export const NAMINGS = ["documented", "plain"] as const;
export type Naming = (typeof NAMINGS)[number];

/** The documents' names that tell something, and what they are called where nothing may. */
const PLAIN = {
    "Sock Shop Incident Monitoring": "Sock Shop Monitoring",
    "Sock-Shop Incident Detection": "Sock-Shop Detection",
    "Sock Shop Incident Logs": "Sock Shop Logs",
    "What to search for, incident by incident.": "What to search for, part by part.",
    "INCIDENT-4 Pure Latency Analysis": "Front-End Latency",
    "Incident-7 Overview": "Front-End Autoscaling",
    "Incident 1 - Crash Events": "Crash Events",
    "Incident 2 - HYBRID Incident (Front-end Crashes)": "Front-end Crashes",
    "Incident 3 - Payment Failures": "Payment Failures",
    "Incident 1": "Front-End Memory",
    "Incident 2": "Front-End, Catalogue and User",
    "Incident 3": "Orders and Payment",
    "Incidents 4, 4B and 4C": "Load",
    "Incident 5": "Shipping and Its Consumer",
    "Incident 5A": "Shipping Tasks",
    "Incident 5C": "Shipping Confirms",
    "Incident 6": "Payment and Its Gateway",
    "Incident 7": "Front-End Replicas",
    "Incident 8": "Catalogue and Its Database",
} as const;

/** A name of the documents that tells something. */
export type DocumentedName = keyof typeof PLAIN;

/** What something is called that the documents call so. */
export function nameIn(naming: Naming, documented: DocumentedName): string {
    return naming === "plain" ? PLAIN[documented] : documented;
}

/** What the lab's own namespace sends. It names what is practised, so that none of it is sent where names are plain. */
export const OF_LAB = `kube_namespace:${LAB_NAMESPACE}`;

/** True where that may be sent, and shown. */
export function showsLab(naming: Naming): boolean {
    return naming === "documented";
}
