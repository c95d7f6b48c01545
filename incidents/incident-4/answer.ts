import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Answer key of incident-4. */
export const answer4: AnswerKey = {
    version: 1,
    incident: "incident-4",
    summary:
        "More visitors come than the one front-end's CPU answers. They wait for seconds, nobody is turned away, " +
        "nothing restarts: the early warning before incident 2.",
    causes: [
        {
            id: "front-end-cpu",
            entity: "front-end",
            synonyms: ["frontend", "front-end cpu", "single front-end"],
            mechanism: "cpu-starved",
            says: "one front-end at its CPU limit for a load above what it answers: requests wait for their turn",
            repairs: [
                {
                    id: "scale-out",
                    says: "3 more front-ends, or an autoscaler on CPU",
                    match: [
                        "scal(e|ing) (out|up|front)|more (replicas|front-ends|pods)|add.*(replicas|front-ends|pods)|autoscal|\\bhpa\\b",
                    ],
                },
                {
                    id: "raise-cpu",
                    says: "a higher CPU limit for the front-end",
                    match: [
                        "(rais|increas|restor|higher|larger|more|undo|roll ?back)",
                        "cpu|limit|rollout",
                    ],
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
        ...(["liveness", "readiness"] as const).flatMap((probe) =>
            [
                { setting: "periodSeconds", from: "3", to: "10" },
                { setting: "timeoutSeconds", from: "1", to: "20" },
            ].map(({ setting, from, to }) => ({
                object: "Deployment front-end",
                field: `containers[front-end].${probe}Probe.${setting}`,
                from,
                to,
                role: "condition" as const,
            })),
        ),
    ],
    contributing: [],
    unaffected: [
        "catalogue-db",
        "orders-db",
        "carts-db",
        "user-db",
        "rabbitmq",
        "payment",
        "shipping",
    ],
    evidence: [
        {
            id: "cpu-at-limit",
            says: "the front-end's CPU is at its limit, its periods are throttled",
            seenIn: "metrics",
            match: ["cpu|throttl"],
        },
        {
            id: "slow-pages",
            says: "product pages take seconds, and few or none fail",
            seenIn: "shop",
            match: ["slow|latency|p9\\d|seconds|response time"],
        },
        {
            id: "no-restarts",
            says: "nothing restarted, nothing is not Ready",
            seenIn: "kubernetes",
            match: [
                "(\\b0\\b|no|nothing|zero|without)\\b.{0,20}(restart|crash|oom)|restarts?\\b.{0,20}(\\b0\\b|flat|unchanged|none)",
            ],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "a fresh front-end has the same CPU, and drops everybody who waits",
            match: ["\\brestart\\b|delete (the )?pods?"],
        },
    ],
    prompts: [
        {
            ask: "Pages got slow, nothing crashed. What is the bottleneck, and what has to be done before it gets worse?",
            expected: [
                "the front-end's CPU is at its limit, requests queue",
                "no restarts, no errors: an early warning",
                "3 more front-ends bring it below 500 ms within 2 minutes; otherwise it escalates to a crash",
            ],
            source: "incidents.md, incident 4: user sees, production answer",
        },
    ],
    checklist: tenPoints({
        cause: "front-end-cpu",
        entity: "names the front-end, and no backend or store",
        mechanism: "says that its CPU is used up and requests wait, and that nothing crashes",
        evidence: {
            "cpu-at-limit": "cites the CPU at its limit, or the throttling",
            "slow-pages": "cites how long pages take",
            "no-restarts": "cites that nothing restarted",
        },
        repair: "proposes more front-ends or more CPU",
    }),
    extraCredit: [
        "says that it escalates to crashes if the load grows",
        "an alert on a response time above 2 s for 5 min",
    ],
    notes: [
        "At the documents' 500 users their front-end crashed (58.1 % failed, 6 restarts); this load is what holds without a crash.",
        "The documents claim 4.4 % failed and a mean of 2.6 s; here 0 % fail at a mean of 2.4 s (docs/incidents.md).",
    ],
};
