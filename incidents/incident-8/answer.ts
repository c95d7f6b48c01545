import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey, Change } from "../answer/schema.ts";

/** What the forms of incident 8 change: the CPU of the catalogue's database. */
export function databaseCpu(to: string): Change[] {
    const object = "Deployment catalogue-db";
    const field = "containers[catalogue-db].resources";
    return [
        { object, field: `${field}.limits.cpu`, from: "500m", to, role: "cause" },
        // A request may not be above its limit; who raises the limit may leave it.
        { object, field: `${field}.requests.cpu`, from: "100m", to: "25m", role: "means" },
    ];
}

/** Answer key of incident-8. */
export const answer8: AnswerKey = {
    version: 1,
    incident: "incident-8",
    summary:
        "The catalogue's database may use a tenth of the CPU it had. It runs, restarts never, and is throttled: " +
        "queries wait, product pages take long, and the catalogue's circuit breaker may open.",
    causes: [
        {
            id: "database-cpu",
            entity: "catalogue-db",
            synonyms: [
                "catalogue database",
                "catalog-db",
                "catalogue db",
                "catalogue's database",
                "mysql",
                "mariadb",
                "database",
            ],
            mechanism: "cpu-starved",
            says: "catalogue-db's CPU limit was lowered (500m → 50m; in some forms 40m): throttled, not crashed",
            repairs: [
                {
                    id: "raise-limit",
                    says: "the CPU limit back to 500m, or higher, or none",
                    match: [
                        "cpu|limits?|resources?|rollout",
                        "rais|increas|restor|higher|larger|more|undo|roll ?back|revert|remov|500m|set .*\\d+m",
                    ],
                },
            ],
        },
    ],
    changes: databaseCpu("50m"),
    contributing: [
        { component: "catalogue", role: "waits for the database; its breaker List may open" },
        { component: "front-end", role: "relays what the catalogue says" },
    ],
    unaffected: ["user", "orders", "payment", "shipping", "carts", "queue-master", "rabbitmq"],
    evidence: [
        {
            id: "throttled",
            says: "catalogue-db works at 100 % of its CPU limit, its periods are throttled",
            seenIn: "metrics",
            match: ["cpu|throttl|limit"],
        },
        {
            id: "running",
            says: "the database is Running, with 0 restarts: throttling, not a crash",
            seenIn: "kubernetes",
            match: [
                "running|ready|(\\b0\\b|no|zero|without)\\b.{0,20}(restart|crash|oom)|restarts?\\b.{0,20}(\\b0\\b|flat|none)",
            ],
        },
        {
            id: "slow-pages",
            says: "product pages take many times what they took, or fail with circuit breaker 'List' is open",
            seenIn: "shop",
            match: ["slow|latency|p9\\d|second|response time|breaker|\\d ?m?s\\b"],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "a restarted database has the same limit, and imports its data at throttled speed first",
            match: ["\\brestart\\b|delete (the )?pods?"],
        },
        {
            id: "scale-upstream",
            says: "more front-ends or catalogues ask the same database more",
            match: ["scal\\w*.*(front-?end|catalogue(?!-db))"],
        },
    ],
    prompts: [
        {
            ask: "Product pages take 10 seconds and more. Find the root, not symptoms.",
            expected: [
                "from the page to the catalogue to its database: the lowest tier first",
                "CPU at its limit, with figures",
                "do not just restart",
            ],
            source: "incidents.md, incident 8",
        },
        {
            ask: "Why is it slow although everything is Running?",
            expected: ["throttling, not a crash"],
            source: "incidents.md, incident 8",
        },
        {
            ask: "Could it be code, or an exhausted connection pool?",
            expected: [
                "no: CPU at 100 % of a limit that was lowered, and fine again when it is raised",
            ],
            source: "roadmap.md, FAQ of 8",
        },
    ],
    checklist: tenPoints(
        {
            cause: "database-cpu",
            entity: "traces page → catalogue → catalogue-db, and names the database",
            mechanism: "says that it is throttled at its CPU limit, and not crashed",
            evidence: {
                throttled: "cites CPU or throttling, with figures",
                running: "cites that it runs, without restarts",
                "slow-pages": "cites how long pages take, or the open breaker",
            },
            repair: "proposes a higher CPU limit, and not just a restart",
        },
        "incidents.md, incident 8: 10 points, pass 7 (the items are this project's, from the expected findings)",
    ),
    extraCredit: [
        "quantifies the impact",
        "sizing by load test, an index on tags, a slow-query log, caching, read replicas",
        "that errors may outlast the repair by 30 s, the breaker's time",
    ],
    notes: [
        "The documents lower the memory limit as well (128Mi), which kills the database or keeps it from starting: another incident.",
        "The documents' 5 to 10 s a page are of another machine; here it is five times the baseline and more, or the open breaker.",
        "The front-end relays the catalogue's answers with HTTP 200 and an error in the body, not as 500 or 504.",
    ],
};
