/** A way in which a part of a shop goes wrong. */
export interface Mechanism {
    /** One sentence, for who has to choose. */
    says: string;
    /** Regular expressions, one of which a description in words matches. */
    match: readonly string[];
    /** What a description of this one may name besides, since it comes with it. */
    includes?: readonly MechanismId[];
}

export const MECHANISM_IDS = [
    "scaled-to-zero",
    "memory-exhausted",
    "killed-by-probe",
    "cpu-starved",
    "autoscaler-wrong-metric",
    "queue-limit",
    "network-partition",
    "network-latency",
    "pod-kills",
] as const;
export type MechanismId = (typeof MECHANISM_IDS)[number];

/** Every mechanism of the catalogue's incidents. The list is public: it says no more than what can happen at all. */
export const MECHANISMS: Readonly<Record<MechanismId, Mechanism>> = {
    "scaled-to-zero": {
        says: "no pod is left of it: its Deployment wants 0 replicas",
        match: [
            "scal\\w+ (down )?(from \\d+ )?(to|at) (0|zero)\\b",
            "\\b(0|zero|no) (replicas?|pods?|instances?)\\b",
            "replicas?( count)?( is| are| set to| at| to|:|=| \\d+ (→|->|to))* ?(0|zero)\\b",
        ],
        // Nobody reaches what isn't there.
        includes: ["network-partition"],
    },
    "memory-exhausted": {
        says: "it needs more memory than its limit, and the kernel kills it (OOMKilled, exit 137)",
        match: ["\\boom", "out of memory", "memory (limit|exhaust|exceed)", "exit (code )?137"],
        includes: ["pod-kills", "killed-by-probe"],
    },
    "killed-by-probe": {
        says: "it is too busy to answer its liveness probe in time, and the kubelet restarts it",
        match: ["\\bprobes?\\b", "health check\\w* (fail|tim)"],
        includes: ["cpu-starved", "pod-kills", "network-latency"],
    },
    "cpu-starved": {
        says: "it is asked for more than its CPU limit allows: throttled, alive, and slow",
        match: [
            "throttl",
            "cpu\\b.*(limit|satur|exhaust|starv|shortage|used up)",
            "starv\\w+ of cpu",
        ],
        includes: ["network-latency"],
    },
    "autoscaler-wrong-metric": {
        says: "the autoscaler watches a metric that doesn't rise with the load, so it never scales",
        match: [
            "(hpa|autoscal\\w*).*\\b(memory|wrong metric)",
            "(memory|wrong metric).*\\b(hpa|autoscal\\w*)",
            "(wrong|mismatched) metric|metric mismatch|autoscal\\w* .*metric",
        ],
        includes: ["cpu-starved", "killed-by-probe"],
    },
    "queue-limit": {
        says: "a policy limits the queue: once it is full, what is published is rejected",
        match: [
            "max-?length",
            "reject-publish",
            "queue.*(full|limited|capped|blocked)",
            "\\bpolicy\\b",
        ],
    },
    "network-partition": {
        says: "it is healthy, and not a byte of its callers reaches it",
        match: [
            "partition",
            "\\bcut off\\b",
            "unreachable",
            "black-?hol",
            "(packets?|traffic|bytes?).*(drop|lost|block|pass|reach)",
        ],
    },
    "network-latency": {
        says: "it is healthy, and its answers reach its callers late",
        match: [
            "network.*(latency|delay|slow)",
            "(latency|delay).*(network|link|between|path|added|injected)|(added|injected) latency|hold\\w* .*back",
            "(answers?|respon\\w+).*(late|later|delay\\w*|slow\\w*)\\b",
        ],
    },
    "pod-kills": {
        says: "something deletes its pods again and again, and each comes back",
        match: [
            "pods?\\b.*\\b(kill|delet|terminat|evict)",
            "(kill|delet|terminat|evict)\\w* (\\w+ ){0,2}pods?\\b",
        ],
    },
};
