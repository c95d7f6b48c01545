import { type DocumentedName, nameIn, type Naming } from "./naming.ts";

/** The four saved log views of the documents (spec environment.md, section 7.8), their queries unchanged. */
interface SavedView {
    name: DocumentedName | "All Errors";
    query: string;
    /** What a reader of the view should know. */
    note: string;
}

export const SAVED_VIEWS: readonly SavedView[] = [
    {
        name: "Incident 1 - Crash Events",
        query: 'kube_namespace:sock-shop (OOMKilled OR CrashLoopBackOff OR "out of memory")',
        note: "OOMKilled and CrashLoopBackOff are events of Kubernetes, not log lines: look at the event stream as well.",
    },
    {
        name: "Incident 2 - HYBRID Incident (Front-end Crashes)",
        query: 'kube_namespace:sock-shop (service:sock-shop-front-end AND ("Connection refused" OR SIGTERM OR "Connection timeout"))',
        note: "A front-end that its liveness probe kills says SIGTERM and `npm ERR!`.",
    },
    {
        name: "Incident 3 - Payment Failures",
        query: 'kube_namespace:sock-shop service:sock-shop-orders ("PAYMENT_FAILED" OR "Payment failed for order")',
        note: "One WARN for each order that failed. Search the words: Spring's ERROR arrives as info without the pipeline.",
    },
    {
        name: "All Errors",
        query: "kube_namespace:sock-shop status:error",
        note: "Go services write to stderr: without the health check pipeline their good lines count as errors.",
    },
];

/** The same, called as wanted. */
export function savedViews(naming: Naming): { name: string; query: string; note: string }[] {
    return SAVED_VIEWS.map(({ name, ...view }) => ({
        ...view,
        name: name === "All Errors" ? name : nameIn(naming, name),
    }));
}
