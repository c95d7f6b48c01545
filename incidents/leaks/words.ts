/**
 * Words that tell an investigator that something is practised, or what: those of the answer, and the stacks' names,
 * which have one of them each. A default and a page fault are no
 * fault, and a broken pipe is a client that went away.
 */
export const FORBIDDEN =
    /incident|(?<!de|page|page )fault|broken(?! pipe)|chaos|control-load|sabotage|kill-pods/gi;

/** What may be read although it has such a word. */
export interface Allowed {
    where: RegExp;
    /** What is allowed there; global. */
    text: RegExp;
    /** Why it tells nothing of the cause. */
    because: string;
}

const DOCUMENTED = "a documented name, there whichever incident is up and on a healthy shop";

/** Few, each with its reason; a test holds that each is needed. */
export const ALLOWED: readonly Allowed[] = [
    {
        where: /(ConfigMap monitoring\/(prometheus-rules|grafana-sockshop-alerts)|Prometheus|Alertmanager|datadog:)/,
        text: /checkout ?broken/gi,
        because: "an alert's name, of the symptom: half of all orders fail, whatever the cause",
    },
    {
        where: /^datadog:.*\bDashboardJson (incident-|autoscaling|latency)/,
        text: /Sock[ -]Shop Incident (Monitoring|Detection|Logs)|INCIDENT-4 Pure Latency Analysis|Incident-7 Overview/g,
        because: DOCUMENTED,
    },
    {
        where: /^datadog:.*\bDashboardJson incident-monitoring/,
        text: /Incident \d - (Crash Events|HYBRID Incident \(Front-end Crashes\)|Payment Failures)/g,
        because: `${DOCUMENTED}: a saved view`,
    },
    {
        where: /^datadog:.*\bDashboardJson incident-logs/,
        text: /"title":"Incidents? [\dABC, and]+"|incident by incident/g,
        because: "headings of all documented searches, there whichever incident is up",
    },
];
