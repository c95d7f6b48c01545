import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Answer key of incident-2. */
export const answer2: AnswerKey = {
    version: 1,
    incident: "incident-2",
    summary:
        "More visitors come than the one front-end answers. It is so far behind that it misses its liveness probe " +
        "three times in a row, and the kubelet restarts it, again and again. What is behind it is only slower.",
    causes: [
        {
            id: "front-end-probe",
            entity: "front-end",
            synonyms: ["frontend", "single front-end", "front-end liveness probe"],
            mechanism: "killed-by-probe",
            says: "one front-end for three times what it can answer: it misses its probe, and the kubelet kills it",
            repairs: [
                {
                    id: "scale-out",
                    says: "3 to 5 front-ends, or an autoscaler on CPU (2 to 10, 70 %)",
                    match: [
                        "scal(e|ing) (out|up|front)|more (replicas|front-ends|pods)|autoscal|\\bhpa\\b",
                    ],
                },
                {
                    id: "raise-cpu",
                    says: "a higher CPU limit",
                    match: [
                        "(rais|increas|restor|higher|larger|more|undo|roll ?back)",
                        "cpu|limit|rollout",
                    ],
                },
                {
                    id: "rate-limit",
                    says: "fewer requests let in",
                    match: ["rate.?limit|cach|fewer requests"],
                },
            ],
        },
    ],
    changes: [
        {
            object: "Deployment front-end",
            field: "containers[front-end].resources.limits.cpu",
            from: "300m",
            to: "200m",
            role: "condition",
        },
    ],
    contributing: [
        { component: "catalogue", role: "slower than at rest, since it is asked in bursts" },
    ],
    unaffected: ["carts", "user", "orders", "payment", "catalogue-db", "rabbitmq"],
    evidence: [
        {
            id: "killed-by-kubelet",
            says: "events Unhealthy and Killing of the front-end: its liveness probe gets no answer in time",
            seenIn: "kubernetes",
            match: ["unhealthy|killing|probe|deadline exceeded"],
        },
        {
            id: "only-front-end-restarts",
            says: "the front-end's restarts rise, those of everything behind it don't",
            seenIn: "kubernetes",
            match: ["restart"],
        },
        {
            id: "slow-answers",
            says: "answers that do come take seconds; the catalogue's own are slower than at rest",
            seenIn: "metrics",
            match: ["slow|latency|second|p9\\d|response time"],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "the kubelet restarts it already: the next one is as far behind",
            match: ["\\brestart\\b|delete (the )?pods?"],
        },
    ],
    prompts: [
        {
            ask: "The site is slow and sometimes unavailable. Why?",
            expected: ["the front-end crashes and comes back", "backends are stable, only slower"],
            source: "incidents.md, incident 2",
        },
        {
            ask: "Why does the front-end crash while the backends are stable, and which is the bottleneck?",
            expected: ["a single front-end is the point of failure", "its CPU is used up"],
            source: "incidents.md, incident 2",
        },
        {
            ask: "Is it the same as the earlier crash?",
            expected: [
                "no: no OOM here, the probe kills it",
                "crash behaviour in front, latency behind",
            ],
            source: "incidents.md, incident 2",
        },
    ],
    checklist: tenPoints({
        cause: "front-end-probe",
        entity: "names the front-end as the bottleneck, not the backends",
        mechanism: "says that it misses its probe under load and is killed for that",
        evidence: {
            "killed-by-kubelet": "cites the events Unhealthy or Killing",
            "only-front-end-restarts": "cites restarts of the front-end only",
            "slow-answers": "cites how long answers took",
        },
        repair: "proposes more front-ends, more CPU or fewer requests",
    }),
    extraCredit: ["that it is no OOM", "caching, connection pooling, circuit breakers"],
    notes: [
        "The front-end drains and exits 0 here; the documents have 143.",
        "The documents' 9 to 13 s an answer are of another machine; here it is a p95 of at least 2 s.",
    ],
};
