import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Not its name alone, which is the Deployment's, too. */
const AUTOSCALER = "HorizontalPodAutoscaler front-end";

/** Answer key of incident-7. */
export const answer7: AnswerKey = {
    version: 1,
    incident: "incident-7",
    summary:
        "A traffic spike uses up the front-end's CPU. Its autoscaler watches memory, which hardly moves, so it " +
        "leaves the one pod alone although ten are allowed.",
    causes: [
        {
            id: "wrong-metric",
            entity: AUTOSCALER,
            synonyms: [
                "hpa",
                "horizontalpodautoscaler",
                "autoscaler",
                "front-end hpa",
                "hpa front-end",
                "front-end autoscaler",
                "autoscaler front-end",
                "autoscaler of front-end",
                "hpa of front-end",
            ],
            mechanism: "autoscaler-wrong-metric",
            says: "the front-end's autoscaler scales by memory (80 % of the request), and what is used up is CPU",
            repairs: [
                {
                    id: "cpu-metric",
                    says: "an autoscaler on CPU (70 % of the request) instead",
                    match: ["cpu", "hpa|autoscal|metric|scale"],
                },
            ],
        },
    ],
    changes: [
        {
            object: AUTOSCALER,
            field: "front-end by memory, 1 to 10 replicas",
            to: "80 % of the request",
            role: "cause",
        },
        {
            object: "Deployment front-end",
            field: "containers[front-end].resources.limits.cpu",
            from: "300m",
            to: "200m",
            role: "condition",
        },
        {
            object: "Deployment front-end",
            field: "containers[front-end].livenessProbe.periodSeconds",
            from: "3",
            to: "10",
            role: "condition",
        },
    ],
    contributing: [{ component: "front-end", role: "does all the work alone, at its CPU limit" }],
    unaffected: ["catalogue", "orders", "user", "payment", "carts", "catalogue-db", "rabbitmq"],
    evidence: [
        {
            id: "cpu-at-limit",
            says: "the front-end's CPU is at its limit, throttled",
            seenIn: "metrics",
            match: ["cpu|throttl"],
        },
        {
            id: "hpa-on-memory",
            says: "the autoscaler's metric is memory, far below its target",
            seenIn: "kubernetes",
            match: ["memory", "hpa|autoscal|target|%"],
        },
        {
            id: "never-scaled",
            says: "1 replica of up to 10, and no event SuccessfulRescale",
            seenIn: "kubernetes",
            match: ["rescale|replicas?|scal", "\\b1\\b|one|no |never|stuck|flat"],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "a fresh front-end has the same CPU, and nobody scales it",
            match: ["\\brestart\\b|delete (the )?pods?"],
        },
        {
            id: "scale-by-hand-only",
            says: "the next spike finds one pod again, and the autoscaler takes the others away in minutes",
            match: ["(manual|by hand).*scal|scal\\w*.*(manual|by hand)"],
        },
    ],
    prompts: [
        {
            ask: "Traffic rises, the shop gets slow, and autoscaling does not react. Why?",
            expected: [
                "CPU at the limit while memory is low",
                "the autoscaler watches memory: metric mismatch",
                "an autoscaler on CPU, and the test repeated",
            ],
            source: "incidents.md, incident 7: responder path",
        },
        {
            ask: "Is it just capacity? Is manual scaling enough?",
            expected: [
                "no: ten pods are allowed, nobody asks for them",
                "no: it mends this spike and not the next",
            ],
            source: "roadmap.md, FAQ of 7",
        },
    ],
    checklist: tenPoints({
        cause: "wrong-metric",
        entity: "names the autoscaler, and not the front-end that it should scale",
        mechanism: "says that it watches the wrong metric",
        evidence: {
            "cpu-at-limit": "cites the CPU at its limit",
            "hpa-on-memory": "cites the autoscaler's metric",
            "never-scaled": "cites that it stayed at one replica",
        },
        repair: "proposes an autoscaler on CPU",
    }),
    extraCredit: [
        "tells a wrong metric from missing capacity",
        "that percentages are of the request, not of the limit",
    ],
    notes: [
        "The documents' front-end restarts 5 to 7 times; here its probe is asked every 10 s, and it lives.",
        "The documents quote memory near 60 % in one place and 7 to 36 % in their runs; it is far below 80 % here too.",
        "The node has room for four front-ends, not for ten.",
    ],
};
